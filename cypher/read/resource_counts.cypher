// How many facts each resource is in.
MATCH (r:Resource)<-[:OF]-(f:Fact)
RETURN r.id AS id, count(f) AS facts
