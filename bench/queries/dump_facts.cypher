// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor)
MATCH (a:Actor)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b:Actor)
RETURN properties(f) AS properties, a.id AS actor, b.id AS recipient
