// A page of ids of facts, out of those that a claimant speaks about.
MATCH (:Actor {id: $claimant})-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f:Fact)
// include: fact_filters
