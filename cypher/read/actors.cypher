// Actors of some ids.
MATCH (a:Actor) WHERE a.id IN $ids
RETURN a.id AS id, a.name AS name, [l IN labels(a) WHERE l <> 'Actor'][0] AS kind ORDER BY id
