// (:Actor)-[:RELATION_TYPE]->(:Actor): all derived edges between actors, summed up.
MATCH (a:Actor)-[e:RELATION_TYPE]->(b:Actor)
// include: line_filters
// include: line_sums
