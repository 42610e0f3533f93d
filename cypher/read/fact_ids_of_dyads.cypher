// The ids of all facts of some dyads.
MATCH (f:Fact) WHERE f.dyad IN $dyads
RETURN f.id AS id ORDER BY id
