// The next ids of facts, in order: a walk through all of them that needs no memory of the way.
MATCH (f:Fact) WHERE f.id > $after
RETURN f.id AS id ORDER BY id LIMIT $limit
