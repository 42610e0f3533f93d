// title: What was in force on a day
// description: Facts that held on a day in the world: alliances, treaties, sanctions, missions and all else with a time. What
// description: nobody dates, denies wholly or has taken back is left out.
// param on: date = "2024-01-01" — the day
// param country: country = null — only facts that this country has a part in
// param relation: relation = null — only this relation
// param limit: integer = 500 — rows at most
// example: on=2024-06-30 country=PRK
// pattern: (:Actor)<-[:ACTOR]-(:Fact {since_first, until_last})-[:RECIPIENT]->(:Actor)
MATCH (actor:Actor)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(recipient:Actor)
WHERE f.since_first <= $on AND $on <= f.until_last AND NOT f.undated AND NOT f.status IN ['denied', 'retracted']
  AND f.modality = 'actual' AND ($country IS NULL OR actor.id = $country OR recipient.id = $country)
  AND ($relation IS NULL OR f.relation = $relation)
OPTIONAL MATCH (f)-[:PART_OF]->(e:Event)
RETURN actor.name AS actor, f.relation AS relation, recipient.name AS recipient, f.name AS what, f.since AS since,
       f.until AS until, f.status AS status, f.level AS level, e.name AS event, f.id AS fact
ORDER BY relation, actor, recipient, since, fact, event
LIMIT $limit
