// title: A dyad year by year: alliance, trade, disputes, votes and aid side by side
// description: A row for each year in which anything is known. Each cell lists what actors did, with its sum in each unit: a
// description: flow stands in the year in which it begins, everything else in each year in which it held. Undated facts have no
// description: year and are left out, and so is what is denied, retracted, promised or planned.
// param one: country = "PRK" — the one
// param other: country = "RUS" — the other
// param first: integer = 1946 — the first year
// param last: integer = 2030 — the last year
// example: one=Norway other=Iceland first=2000 last=2025
// pattern: (:Actor)<-[:ACTOR]-(:Fact {dyad, relation, since_first, until_last})
MATCH (f:Fact {dyad: CASE WHEN $one < $other THEN $one + '-' + $other ELSE $other + '-' + $one END})-[:ACTOR]->(a:Actor)
WHERE NOT f.undated AND NOT f.status IN ['denied', 'retracted'] AND f.modality = 'actual'
WITH f, a.id AS actor, CASE
  WHEN f.relation IN ['allied_with', 'pledges_consultation_with', 'pledges_defence_to', 'pledges_neutrality_to',
    'pledges_nonaggression_with', 'pledges_offence_with', 'has_treaty_with'] THEN 'alliance'
  WHEN f.relation IN ['exports_to', 'supplies'] THEN 'trade'
  WHEN f.relation IN ['accuses', 'assaults', 'blockades', 'bombards', 'breaks_relations_with', 'claims_territory_of', 'coerces',
    'cuts_aid_to', 'detains_people_of', 'disputes_territory_of', 'expels', 'fights', 'mobilizes_against', 'occupies',
    'protests_against', 'raises_tariffs_on', 'rejects', 'rival_of', 'sanctions', 'seizes_property_of', 'spies_on',
    'threatens', 'threatens_force_against'] THEN 'dispute'
  WHEN f.relation IN ['votes_with', 'votes_for', 'votes_against', 'abstains_on'] THEN 'vote'
  WHEN f.relation IN ['aids', 'finances', 'lends_to', 'forgives_debt_of', 'pays_for', 'trains'] THEN 'aid' END AS kind,
  toInteger(left(f.since_first, 4)) AS begins, toInteger(left(f.until_last, 4)) AS ends
WHERE kind IS NOT NULL
UNWIND range(CASE WHEN begins > $first THEN begins ELSE $first END, CASE WHEN ends < $last THEN ends ELSE $last END) AS year
WITH year, kind, f.relation AS relation, actor, f.unit AS unit, count(f) AS facts,
     sum(CASE WHEN year = begins OR kind = 'vote' THEN f.quantity_best END) AS quantity,
     count(CASE WHEN year = begins OR kind = 'vote' THEN f.quantity_best END) AS counted
WITH year, kind, actor + ' ' + relation + CASE WHEN counted > 0 THEN ': ' + toString(quantity) + coalesce(' ' + unit, '')
     WHEN facts > 1 THEN ' (' + toString(facts) + ' facts)' ELSE '' END AS told
ORDER BY year, told
RETURN year, collect(CASE kind WHEN 'alliance' THEN told END) AS alliance, collect(CASE kind WHEN 'trade' THEN told END) AS trade,
       collect(CASE kind WHEN 'dispute' THEN told END) AS disputes, collect(CASE kind WHEN 'vote' THEN told END) AS votes,
       collect(CASE kind WHEN 'aid' THEN told END) AS aid
ORDER BY year
