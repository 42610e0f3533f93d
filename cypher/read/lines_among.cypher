// (:Actor)-[:RELATION_TYPE]->(:Actor): the derived edges between some actors, summed up.
MATCH (a:Actor)-[e:RELATION_TYPE]->(b:Actor)
// include: line_filters
  AND a.id IN $among AND b.id IN $among
// include: line_sums
