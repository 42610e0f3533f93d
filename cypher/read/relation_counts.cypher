// How many facts each relation is in.
MATCH (f:Fact)
RETURN f.relation AS id, count(*) AS facts
