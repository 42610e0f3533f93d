// (:Fact)-[:PART_OF]->(:Event); an event told in two ways keeps the alphabetically first name. What was shown until now stays
// as (:Earlier).
UNWIND $rows AS row
MERGE (e:Event {id: row.id})
ON CREATE SET e.name = row.name, e.kind = row.kind
WITH e, row,
     CASE WHEN e.name <= row.name OR row.name IS NULL THEN e.name ELSE row.name END AS name,
     CASE WHEN e.kind <= row.kind OR row.kind IS NULL THEN e.kind ELSE row.kind END AS kind
FOREACH (_ IN CASE WHEN [coalesce(name, ''), coalesce(kind, '')] <> [coalesce(e.name, ''), coalesce(e.kind, '')]
              THEN [1] ELSE [] END |
  MERGE (was:Earlier {id: 'event ' + e.id + ' until ' + $at})
  ON CREATE SET was.what = 'event', was.of = e.id, was.recorded_until = $at, was.name = e.name, was.kind = e.kind
)
SET e.name = name, e.kind = kind
WITH e, row
MATCH (f:Fact {id: row.fact})
USING INDEX SEEK f:Fact(id)
MERGE (f)-[p:PART_OF]->(e)
ON CREATE SET p.recorded_at = row.at, p.write = row.write
