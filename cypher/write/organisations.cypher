// (:Actor:Organisation) as the vocabulary has them; `known` keeps their names from being told otherwise.
UNWIND $organisations AS row
MERGE (o:Actor {id: row.id})
SET o:Organisation, o.known = true, o += row.properties
