// (:Actor)-[:SUPPLIES|…]->(:Actor)
UNWIND $rows AS row
MATCH (a:Actor {id: row.start}), (b:Actor {id: row.end})
CREATE (a)-[e:$(row.type)]->(b)
SET e = row.properties
