// (:Actor)-[:ASSERTS|…]->(:Fact): facts with all that the journal and the rules say of them.
MATCH (f:Fact) WHERE f.id IN $ids
RETURN f.id AS id,
       [(f)-[:ACTOR]->(a) | a.id][0] AS actor,
       [(f)-[:RECIPIENT]->(a) | a.id][0] AS recipient,
       [(f)-[:OF]->(r) | r.id][0] AS resource,
       properties(f) AS properties,
       [(by)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) | {by: by.id, stance: type(c), properties: properties(c)}] AS claims,
       [(f)-[l:PART_OF|REGARDING|IN_RETURN_FOR]->(other) |
         {kind: {PART_OF: 'events', REGARDING: 'regarding', IN_RETURN_FOR: 'returns'}[type(l)], other: other.id,
          recorded_at: l.recorded_at, write: l.write}] AS links,
       [(f)-[:AT]->(p) | p.id] AS places
ORDER BY f.id
