// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Fact)-[:OF]->(:Resource)
MATCH (a:Actor)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b:Actor)
OPTIONAL MATCH (f)-[:OF]->(r:Resource)
RETURN properties(f) AS properties, a.id AS actor, b.id AS recipient, r.id AS resource
