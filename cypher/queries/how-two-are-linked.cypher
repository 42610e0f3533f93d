// title: How two countries are linked
// description: The shortest chains of dealings between two countries, over at most three others, whichever way each of
// description: them goes: paths of derived edges, at most three of each chain. At /views/query/how-two-are-linked they are drawn.
// param one: country = "PRK" — where the chain begins
// param other: country = "UKR" — where it ends
// param limit: integer = 10 — chains at most
// example: one="North Korea" other=Ukraine
// pattern: (:Country)-[:SUPPLIES|FIGHTS|…]-(:Country)-[…]-(:Country)
MATCH (one:Country {id: $one}), (other:Country {id: $other})
MATCH path = allShortestPaths((one)-[links*..4]-(other))
WHERE all(link IN links WHERE link.facts IS NOT NULL) AND all(node IN nodes(path) WHERE node:Country)
WITH [node IN nodes(path) | node.name] AS through, length(path) AS steps, collect(path)[..3] AS paths
RETURN paths, steps, through ORDER BY steps, through LIMIT $limit
