// title: Shared enemies and allies of two countries
// description: Third countries with which both have ties, in either direction: what is hostile (relations of a valence below 0,
// description: but mere requests) and what are alliances and pledges. "both against" and "both allied" are what the title says,
// description: "divided" is a third that the one opposes and the other is allied with.
// param one: country = "PRK" — the one
// param other: country = "RUS" — the other
// param limit: integer = 200 — rows at most
// example: one=PRK other=RUS
// pattern: (:Country)-[:FIGHTS|SANCTIONS|ALLIED_WITH|…]-(:Country)-[:FIGHTS|SANCTIONS|ALLIED_WITH|…]-(:Country)
MATCH (side:Country)-[edge:ACCUSES|ASSAULTS|BLOCKADES|BOMBARDS|BREAKS_RELATIONS_WITH|CLAIMS_TERRITORY_OF|COERCES|CUTS_AID_TO|
  DETAINS_PEOPLE_OF|DISPUTES_TERRITORY_OF|EXPELS|FIGHTS|INFLICTS_LOSSES_ON|MOBILIZES_AGAINST|OCCUPIES|PROTESTS_AGAINST|
  RAISES_TARIFFS_ON|REJECTS|RIVAL_OF|SANCTIONS|SEIZES_PROPERTY_OF|SPIES_ON|THREATENS|THREATENS_FORCE_AGAINST|
  VOTES_AGAINST|ALLIED_WITH|PLEDGES_CONSULTATION_WITH|PLEDGES_DEFENCE_TO|PLEDGES_NEUTRALITY_TO|
  PLEDGES_NONAGGRESSION_WITH|PLEDGES_OFFENCE_WITH]-(third:Country)
WHERE side.id IN [$one, $other] AND NOT third.id IN [$one, $other] AND edge.status <> 'denied'
WITH third, side, type(edge) IN ['ALLIED_WITH', 'PLEDGES_CONSULTATION_WITH', 'PLEDGES_DEFENCE_TO', 'PLEDGES_NEUTRALITY_TO',
  'PLEDGES_NONAGGRESSION_WITH', 'PLEDGES_OFFENCE_WITH'] AS allied, toLower(type(edge)) AS relation
ORDER BY relation
WITH third, collect(DISTINCT CASE WHEN side.id = $one AND NOT allied THEN relation END) AS one_against,
     collect(DISTINCT CASE WHEN side.id = $other AND NOT allied THEN relation END) AS other_against,
     collect(DISTINCT CASE WHEN side.id = $one AND allied THEN relation END) AS one_allied,
     collect(DISTINCT CASE WHEN side.id = $other AND allied THEN relation END) AS other_allied
WITH third, one_against, other_against, one_allied, other_allied,
     [label IN [CASE WHEN size(one_against) > 0 AND size(other_against) > 0 THEN 'both against' END,
      CASE WHEN size(one_allied) > 0 AND size(other_allied) > 0 THEN 'both allied' END,
      CASE WHEN (size(one_against) > 0 AND size(other_allied) > 0) OR (size(one_allied) > 0 AND size(other_against) > 0)
           THEN 'divided' END] WHERE label IS NOT NULL] AS how
UNWIND how AS shared
RETURN third.name AS third, shared, one_against, other_against, one_allied, other_allied, third.id AS id
ORDER BY shared, third, id
LIMIT $limit
