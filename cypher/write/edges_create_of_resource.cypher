// (:Actor)-[:SUPPLIES|RECEIVES]->(:Resource): derived edges that are new.
UNWIND $edges AS row
MATCH (a:Actor {id: row.from}), (r:Resource {id: row.to})
CREATE (a)-[e:$(row.type)]->(r)
SET e = row.properties
RETURN collect([e.id, elementId(e)]) AS created
