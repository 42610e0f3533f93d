// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor)
UNWIND $rows AS row
MATCH (a:Actor {id: row.actor}), (b:Actor {id: row.recipient})
CREATE (a)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b)
SET f = row.properties
