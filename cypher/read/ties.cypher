// (:Actor)<-[:ACTOR]-(:Fact)-[:RECIPIENT]->(:Actor): facts as lines between two, with what is counted of them.
MATCH (a:Actor)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(b:Actor) WHERE f.id IN $ids
RETURN f.id AS id, {id: a.id, name: a.name} AS actor, {id: b.id, name: b.name} AS recipient, f.relation AS relation,
       [(f)-[:OF]->(r) | r.id][0] AS resource, f.status AS status, f.origins AS origins, f.method AS method,
       f.since AS since, f.until AS until, f.undated AS undated, f.quantity_best AS quantity, f.unit AS unit
ORDER BY id
