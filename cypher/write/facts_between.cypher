// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Actor)-[:ASSERTS|…]->(:Fact)-[:REPORTED_IN]->(:Source)
// New facts between two actors, with their claims: both ends in one pattern, which is the quickest way to make them.
UNWIND $facts AS row
MATCH (a:Actor {id: row.actor}), (b:Actor {id: row.recipient})
CREATE (a)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b)
SET f = row.properties
WITH f, row
// include: claims_of_new_fact
RETURN count(*) AS written
