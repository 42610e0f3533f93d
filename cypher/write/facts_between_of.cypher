// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Fact)-[:OF]->(:Resource) and claims, as facts_between
// New facts between two actors and of a resource, with their claims.
UNWIND $facts AS row
MATCH (a:Actor {id: row.actor}), (b:Actor {id: row.recipient}), (r:Resource {id: row.resource})
CREATE (a)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b), (f)-[:OF]->(r)
SET f = row.properties
WITH f, row
// include: claims_of_new_fact
RETURN count(*) AS written
