// Actors of some ids, as one list (a row each would cost the driver more than an actor costs Neo4j).
MATCH (a:Actor) WHERE a.id IN $ids
WITH a ORDER BY a.id
RETURN collect([a.id, a.name, [l IN labels(a) WHERE l <> 'Actor'][0]]) AS actors
