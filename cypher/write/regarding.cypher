// (:Fact)-[:REGARDING]->(:Actor): a third party.
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact}), (a:Actor {id: row.actor})
USING INDEX SEEK f:Fact(id)
MERGE (f)-[r:REGARDING]->(a)
ON CREATE SET r.recorded_at = row.at, r.write = row.write
