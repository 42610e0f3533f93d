// The derived edges of the type RELATION_TYPE that stand under these ids.
// The seek is named (USING INDEX alone may scan, once for each id): no other plan is better, however the graph grows, and
// planning takes longer than looking.
CYPHER replan=skip
UNWIND $ids AS id
MATCH ()-[e:RELATION_TYPE {id: id}]->()
USING INDEX SEEK e:RELATION_TYPE(id)
RETURN id, elementId(e) AS element, properties(e) AS properties
