// (:Actor)-[:SUPPLIES|RECEIVES]->(:Resource)
UNWIND $rows AS row
MATCH (a:Actor {id: row.start}), (r:Resource {id: row.end})
CREATE (a)-[e:$(row.type)]->(r)
SET e = row.properties
