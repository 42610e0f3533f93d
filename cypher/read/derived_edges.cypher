// (:Actor)-[:SUPPLIES|HOSTS|…]->(:Actor|Resource): all derived edges, or those of some ids and what they feed.
MATCH (a:Actor)-[e]->(b)
WHERE type(e) IN $types AND e.facts IS NOT NULL
  AND ($only IS NULL OR e.id IN $only
       OR EXISTS { MATCH (x)-[part]->(y) WHERE (x = a OR y = a) AND part.id IN $only AND e.id IN [part.given, part.taken] })
RETURN {id: a.id, name: a.name, kind: [l IN labels(a) WHERE l <> 'Actor'][0]} AS start, type(e) AS type,
       properties(e) AS properties, {id: b.id, name: b.name, kind: [l IN labels(b) WHERE l <> 'Actor'][0]} AS end
