// How many facts each country does or receives; only those that are in any. No fact has one country on both sides, and
// nodes know their degrees.
MATCH (c:Country)
WITH c, COUNT { (c)<-[:ACTOR]-() } + COUNT { (c)<-[:RECIPIENT]-() } AS facts WHERE facts > 0
RETURN c.id AS id, facts
