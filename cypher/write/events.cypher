// (:Fact)-[:PART_OF]->(:Event); an event told in two ways keeps the alphabetically first name.
UNWIND $rows AS row
MERGE (e:Event {id: row.id})
SET e.name = CASE WHEN e.name <= row.name OR row.name IS NULL THEN e.name ELSE row.name END,
    e.kind = CASE WHEN e.kind <= row.kind OR row.kind IS NULL THEN e.kind ELSE row.kind END
WITH e, row
MATCH (f:Fact {id: row.fact})
MERGE (f)-[p:PART_OF]->(e)
ON CREATE SET p.recorded_at = row.at, p.write = row.write
