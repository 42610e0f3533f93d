// (:Actor)-[:ASSERTS|…]->(:Fact): what the writer must know of facts before it decides.
MATCH (f:Fact) WHERE f.id IN $ids
RETURN f.id AS id,
       [(f)-[:ACTOR]->(a) | a.id][0] AS actor,
       [(f)-[:RECIPIENT]->(a) | a.id][0] AS recipient,
       [(f)-[:OF]->(r) | r.id][0] AS resource,
       properties(f) AS properties,
       [(by)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) | {by: by.id, stance: type(c), properties: properties(c)}] AS claims,
       [(f)-[:PART_OF]->(e) | e.id] AS events,
       [(f)-[:REGARDING]->(a) | a.id] AS regarding,
       [(f)-[:IN_RETURN_FOR]->(g) | g.id] AS returns
