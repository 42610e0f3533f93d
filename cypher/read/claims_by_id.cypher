// The claim of an id, where its type is RELATION_TYPE.
MATCH ()-[c:RELATION_TYPE {id: $claim}]->(f:Fact)
USING INDEX SEEK c:RELATION_TYPE(id)
RETURN c.id AS claim, f.id AS fact, c.retracted_at AS retracted_at
