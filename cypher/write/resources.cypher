// (:Resource)-[:KIND_OF]->(:Resource) as the vocabulary has them.
UNWIND $resources AS row
MERGE (r:Resource {id: row.id})
SET r += row.properties
WITH r, row WHERE row.parent IS NOT NULL
MERGE (parent:Resource {id: row.parent})
MERGE (r)-[:KIND_OF]->(parent)
