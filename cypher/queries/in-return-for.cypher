// title: What is given in return for what
// description: Exchanges: one row for each thing given together with what was given in return for it, and how sure both
// description: are.
// param country: country = null — only exchanges that this country has a part in
// param limit: integer = 200 — rows at most
// example: country=RUS
// pattern: (:Fact)-[:IN_RETURN_FOR]->(:Fact)
MATCH (returned:Fact)-[:IN_RETURN_FOR]->(given:Fact)
WHERE $country IS NULL OR EXISTS { (given)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) }
   OR EXISTS { (returned)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) }
OPTIONAL MATCH (given)-[:ACTOR]->(giver:Actor)
OPTIONAL MATCH (returned)-[:ACTOR]->(returner:Actor)
RETURN giver.name AS given_by, given.name AS given, given.status AS given_status,
       returner.name AS returned_by, returned.name AS returned, returned.status AS returned_status,
       given.id AS given_fact, returned.id AS returned_fact
ORDER BY given_by, given, returned, given_fact, returned_fact
LIMIT $limit
