// One actor of an id.
MATCH (a:Actor {id: $id})
RETURN a.id AS id, a.name AS name, labels(a) AS labels, properties(a) AS properties
