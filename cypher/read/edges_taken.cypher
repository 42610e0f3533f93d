// The edges of the type RELATION_TYPE, one for each supplier, that make up what an actor receives of a resource.
UNWIND $ids AS edge
MATCH ()-[e:RELATION_TYPE {taken: edge}]->()
USING INDEX e:RELATION_TYPE(taken)
RETURN edge, properties(e) AS properties
