// How many facts each country does or receives; only those that are in any.
MATCH (c:Country)<-[:ACTOR|RECIPIENT]-(f:Fact)
RETURN c.id AS id, count(DISTINCT f) AS facts
