// (:Actor)-[:RELATION_TYPE]-(:Actor): the derived edges of one actor, summed up.
MATCH (:Actor {id: $party})-[e:RELATION_TYPE]-(:Actor)
// include: line_filters
WITH startNode(e) AS a, e, endNode(e) AS b
// include: line_sums
