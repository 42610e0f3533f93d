// The facts that derived edges are drawn from.
UNWIND $ids AS edge
MATCH (f:Fact {edge: edge})
USING INDEX SEEK f:Fact(edge)
WHERE f.draws
RETURN edge, f.id AS id, f.relation AS relation, f.modality AS modality, f.status AS status, f.dimension AS dimension,
       f.quantity_low AS low, f.quantity_best AS best, f.quantity_high AS high, f.unit AS unit, f.method AS method,
       f.since AS since, f.until AS until,
       [(f)-[:ACTOR]->(a) | a.id][0] AS actor, [(f)-[:RECIPIENT]->(a) | a.id][0] AS recipient,
       [(f)-[:OF]->(r) | r.id][0] AS resource
