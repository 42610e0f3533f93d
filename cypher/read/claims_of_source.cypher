// The claims of a source of the type RELATION_TYPE.
MATCH ()-[c:RELATION_TYPE {source: $source}]->(f:Fact)
USING INDEX SEEK c:RELATION_TYPE(source)
RETURN c.id AS claim, f.id AS fact, c.retracted_at AS retracted_at
