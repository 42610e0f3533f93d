// title: One-sided dyads
// description: Pairs in which everything that is done is done by one side. Relations without a direction (alliances,
// description: borders, fights and so on) say nothing about that and are left out, and so are facts that are denied or
// description: retracted.
// param least: integer = 1 — facts that the pair has at least
// param limit: integer = 100 — rows at most
// example: least=2
// pattern: (:Fact)-[:ACTOR]->(:Actor), (:Fact)-[:RECIPIENT]->(:Actor)
MATCH (recipient:Actor)<-[:RECIPIENT]-(f:Fact)-[:ACTOR]->(actor:Actor)
WHERE NOT f.status IN ['denied', 'retracted']
  AND NOT f.relation IN ['agrees_with', 'consults', 'cooperates_with', 'allied_with', 'has_treaty_with', 'borders',
    'near_by_sea', 'fights', 'rival_of', 'shares_memberships_with', 'disputes_territory_of', 'votes_with']
WITH f.dyad AS dyad, collect(DISTINCT actor) AS actors, collect(DISTINCT recipient) AS recipients, count(f) AS facts,
     collect(DISTINCT f.relation) AS relations
WHERE size(actors) = 1 AND facts >= $least
UNWIND relations AS relation
WITH dyad, actors, recipients, facts, relation ORDER BY relation
RETURN dyad, actors[0].name AS who_acts, recipients[0].name AS towards, facts, collect(relation) AS relations
ORDER BY facts DESC, dyad
LIMIT $limit
