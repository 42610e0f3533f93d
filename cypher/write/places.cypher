// (:Fact)-[:AT]->(:Place)-[:IN]->(:Country): the places that live claims name.
UNWIND $facts AS row
MATCH (f:Fact {id: row.id})
USING INDEX SEEK f:Fact(id)
CALL (f, row) {
  MATCH (f)-[at:AT]->(p:Place) WHERE NOT p.id IN [place IN row.places | place.id]
  DELETE at
}
CALL (f, row) {
  UNWIND row.places AS place
  MERGE (p:Place {id: place.id})
  ON CREATE SET p.name = place.name
  SET p.name = CASE WHEN p.name <= place.name THEN p.name ELSE place.name END
  MERGE (f)-[:AT]->(p)
  WITH p, place WHERE place.country IS NOT NULL
  MATCH (country:Country {id: place.country})
  MERGE (p)-[:IN]->(country)
}
