// (:Event): what facts of each of two families of actors are part of, such as treaties of many parties.
MATCH (one:Actor)<-[:ACTOR]-(f:Fact)-[:PART_OF]->(e:Event)<-[:PART_OF]-(g:Fact)-[:ACTOR]->(other:Actor)
USING JOIN ON e
WHERE one.id IN $ones AND other.id IN $others AND f.relation = $relation AND g.relation = $relation
RETURN e.id AS id, e.name AS name, e.kind AS kind,
       collect(DISTINCT {since: f.since, until: f.until}) AS one, collect(DISTINCT {since: g.since, until: g.until}) AS other
ORDER BY name, id
