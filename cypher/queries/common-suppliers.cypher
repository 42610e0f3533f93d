// title: What two countries get from the same suppliers
// description: Partners that supply both of two countries, trade included, with what they give to each.
// param one: country = "PRK" — the one
// param other: country = "RUS" — the other
// param limit: integer = 100 — rows at most
// example: one=PRK other=RUS
// pattern: (:Country)<-[:SUPPLIES|EXPORTS_TO]-(:Actor)-[:SUPPLIES|EXPORTS_TO]->(:Country)
MATCH (:Actor {id: $one})<-[a:SUPPLIES|EXPORTS_TO]-(supplier:Actor)-[b:SUPPLIES|EXPORTS_TO]->(:Actor {id: $other})
WITH supplier, a, b ORDER BY a.resource, b.resource
WITH supplier, collect(DISTINCT a.resource) AS to_one, collect(DISTINCT b.resource) AS to_other
RETURN supplier.name AS supplier, to_one, to_other, [each IN to_one WHERE each IN to_other] AS to_both
ORDER BY size(to_both) DESC, supplier
LIMIT $limit
