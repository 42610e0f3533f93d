// (:Actor)-[:RELATION_TYPE]-(:Country)-[:RELATION_TYPE]-(:Actor): third countries that both families have such an edge with.
MATCH (one:Actor)-[e:RELATION_TYPE]-(third:Country)-[g:RELATION_TYPE]-(other:Actor)
USING JOIN ON third
WHERE one.id IN $ones AND other.id IN $others AND NOT third.id IN $ones AND NOT third.id IN $others
RETURN third.id AS id, third.name AS name,
       collect(DISTINCT {type: type(e), since: e.since, until: e.until}) AS one,
       collect(DISTINCT {type: type(g), since: g.since, until: g.until}) AS other
ORDER BY name, id
