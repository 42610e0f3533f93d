// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Fact)-[:OF]->(:Resource) and the claim, as facts_between
// New facts between two actors and of a resource, each with its first claim.
UNWIND $facts AS row
MATCH (a:Actor {id: row.actor}), (b:Actor {id: row.recipient}), (r:Resource {id: row.resource})
MATCH (by:Actor {id: row.by}), (s:Source {id: row.source})
USING INDEX SEEK s:Source(id)
CREATE (a)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b), (f)-[:OF]->(r), (by)-[c:$(row.type)]->(f)-[:REPORTED_IN]->(s)
SET f = row.properties, c = row.claim
RETURN count(*) AS written
