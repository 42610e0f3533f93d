// Marks claims of the type RELATION_TYPE as retracted; nothing is deleted. One that is retracted stays as it was.
MATCH ()-[c:RELATION_TYPE]->(f:Fact)
USING INDEX SEEK c:RELATION_TYPE(id)
WHERE c.id IN $claims AND c.retracted_at IS NULL
SET c += $told, c.retraction_write = $write
RETURN c.id AS claim, f.id AS fact
