// The edges of the type RELATION_TYPE, one for each supplier, that make up what an actor receives of a resource.
// The seek is named (USING INDEX alone may scan, once for each id): no other plan is better, however the graph grows, and
// planning takes longer than looking.
CYPHER replan=skip
UNWIND $ids AS edge
MATCH ()-[e:RELATION_TYPE {taken: edge}]->()
USING INDEX SEEK e:RELATION_TYPE(taken)
RETURN edge, properties(e) AS properties
