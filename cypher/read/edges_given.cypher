// The edges of the type RELATION_TYPE, one for each recipient, that make up what an actor supplies of a resource.
// The seek is named (USING INDEX alone may scan, once for each id): no other plan is better, however the graph grows, and
// planning takes longer than looking.
CYPHER replan=skip
UNWIND $ids AS edge
MATCH ()-[e:RELATION_TYPE {given: edge}]->()
USING INDEX SEEK e:RELATION_TYPE(given)
RETURN edge, properties(e) AS properties
