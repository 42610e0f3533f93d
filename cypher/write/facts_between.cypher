// (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor), (:Actor)-[:ASSERTS|…]->(:Fact)-[:REPORTED_IN]->(:Source)
// New facts between two actors, each with its first claim: all in one pattern, which is the quickest way to make them.
UNWIND $facts AS row
MATCH (a:Actor {id: row.actor}), (b:Actor {id: row.recipient}), (by:Actor {id: row.by}), (s:Source {id: row.source})
USING INDEX SEEK s:Source(id)
CREATE (a)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b), (by)-[c:$(row.type)]->(f)-[:REPORTED_IN]->(s)
SET f = row.properties, c = row.claim
RETURN count(*) AS written
