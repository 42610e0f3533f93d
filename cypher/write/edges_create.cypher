// (:Actor)-[:SUPPLIES|HOSTS|…]->(:Actor): derived edges that are new.
UNWIND $edges AS row
MATCH (a:Actor {id: row.from}), (b:Actor {id: row.to})
CREATE (a)-[e:$(row.type)]->(b)
SET e = row.properties
RETURN collect([e.id, elementId(e)]) AS created
