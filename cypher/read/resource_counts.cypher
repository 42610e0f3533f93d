// How many facts each resource is in; only those that are in any. Nodes know their degrees.
MATCH (r:Resource)
WITH r, COUNT { (r)<-[:OF]-() } AS facts WHERE facts > 0
RETURN r.id AS id, facts
