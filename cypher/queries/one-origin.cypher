// title: Facts known from one origin only
// description: Facts behind which just one origin stands: a state with its officials and agencies is one, and so are
// description: ten papers that quote one ministry. The party column tells whether that origin is one of the two sides
// description: itself.
// param country: country = null — only facts that this country has a part in
// param limit: integer = 200 — rows at most
// example: country=RUS
// pattern: (:Actor)-[:ASSERTS|CONFIRMS]->(:Fact)
MATCH (f:Fact)
WHERE f.origins = 1 AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS]->(f)
WHERE c.retracted_at IS NULL AND c.aspect IN ['existence', 'attribution'] AND NOT c.method IN ['machine', 'computed']
WITH f, by, c ORDER BY by.name
WITH f, collect(DISTINCT c.origin) AS origins, collect(DISTINCT by.name) AS said_by
OPTIONAL MATCH (origin:Actor {id: origins[0]})
RETURN f.name AS what, f.status AS status, coalesce(origin.name, origins[0]) AS origin, said_by,
       f.acknowledged AS party, f.claims AS claims, f.id AS fact
ORDER BY origin, what, fact
LIMIT $limit
