// (:Fact)-[:PART_OF|REGARDING|IN_RETURN_FOR]->(): links that no write of the journal wrote, noted as of their fact's first claim.
MATCH (f:Fact) WHERE f.id IN $ids
MATCH (f)-[l:PART_OF|REGARDING|IN_RETURN_FOR]->(other) WHERE l.write IS NULL
WITH f, l, other, reduce(first = null, at IN [()-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) | c.recorded_at] |
                         CASE WHEN first IS NULL OR at < first THEN at ELSE first END) AS first
SET l.write = $write, l.recorded_at = coalesce(l.recorded_at, first)
RETURN f.id AS fact, {PART_OF: 'events', REGARDING: 'regarding', IN_RETURN_FOR: 'returns'}[type(l)] AS kind,
       other.id AS other, l.recorded_at AS at
