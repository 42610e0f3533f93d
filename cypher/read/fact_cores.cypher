// What makes the identity of facts.
MATCH (f:Fact) WHERE f.id IN $ids
RETURN f.id AS id, properties(f) AS properties,
       [(f)-[:ACTOR]->(a) | {id: a.id, name: a.name, labels: labels(a), country: [(a)-[:OFFICIAL_OF]->(c) | c.id][0]}][0] AS actor,
       [(f)-[:RECIPIENT]->(a) | {id: a.id, name: a.name, labels: labels(a), country: [(a)-[:OFFICIAL_OF]->(c) | c.id][0]}][0]
         AS recipient,
       [(f)-[:OF]->(r) | r.id][0] AS resource
