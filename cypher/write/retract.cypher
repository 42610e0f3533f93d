// Marks claims of the type RELATION_TYPE as retracted; nothing is deleted. One that is retracted stays as it was.
MATCH ()-[c:RELATION_TYPE]->(f:Fact)
USING INDEX c:RELATION_TYPE(id)
WHERE c.id IN $claims AND c.retracted_at IS NULL
SET c.retracted_at = $at, c.retracted_on = $on, c.retraction_kind = $kind, c.retraction_reason = $reason
RETURN c.id AS claim, f.id AS fact
