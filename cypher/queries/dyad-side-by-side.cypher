// title: A dyad year by year: alliance, trade, disputes, votes and aid side by side
// description: A row for each year in which anything is known, at the latest this one. Each cell lists what actors did, with its
// description: sum in each unit for each resource (kinds of aid overlap, and no sum crosses them): a flow stands in the year in
// description: which it begins, everything else in each year in which it held; "at least until" ends there. Undated facts have no
// description: year and are left out, and so is what is denied, retracted, promised or planned.
// param one: country = "PRK" — the one
// param other: country = "RUS" — the other
// param first: integer = 1946 — the first year
// param last: integer = 2030 — the last year
// example: one=Norway other=Iceland first=2000 last=2025
// pattern: (:Actor)<-[:ACTOR]-(:Fact {dyad, relation, since_first, until_last})
MATCH (f:Fact {dyad: CASE WHEN $one < $other THEN $one + '-' + $other ELSE $other + '-' + $one END})-[:ACTOR]->(a:Actor)
WHERE NOT f.undated AND NOT f.status IN ['denied', 'retracted'] AND f.modality = 'actual'
WITH f, a.id AS actor, coalesce(' ' + [(f)-[:OF]->(r:Resource) | r.id][0], '') AS resource, CASE
  WHEN f.relation IN ['allied_with', 'pledges_consultation_with', 'pledges_defence_to', 'pledges_neutrality_to',
    'pledges_nonaggression_with', 'pledges_offence_with', 'has_treaty_with'] THEN 'alliance'
  WHEN f.relation IN ['exports_to', 'supplies'] THEN 'trade'
  WHEN f.relation IN ['accuses', 'assaults', 'blockades', 'bombards', 'breaks_relations_with', 'claims_territory_of', 'coerces',
    'cuts_aid_to', 'detains_people_of', 'disputes_territory_of', 'expels', 'fights', 'inflicts_losses_on',
    'mobilizes_against', 'occupies',
    'protests_against', 'raises_tariffs_on', 'rejects', 'rival_of', 'sanctions', 'seizes_property_of', 'spies_on',
    'threatens', 'threatens_force_against'] THEN 'dispute'
  WHEN f.relation IN ['votes_with', 'votes_for', 'votes_against', 'abstains_on'] THEN 'vote'
  WHEN f.relation IN ['aids', 'finances', 'lends_to', 'forgives_debt_of', 'pays_for', 'trains'] THEN 'aid' END AS kind,
  toInteger(left(f.since_first, 4)) AS begins,
  toInteger(left(CASE WHEN f.until ENDS WITH '/..' THEN f.until ELSE f.until_last END, 4)) AS until
WHERE kind IS NOT NULL
WITH *, CASE WHEN until > date().year THEN date().year ELSE until END AS ends
UNWIND range(CASE WHEN begins > $first THEN begins ELSE $first END, CASE WHEN ends < $last THEN ends ELSE $last END) AS year
WITH year, kind, f.relation + resource AS relation, actor, f.unit AS unit, count(f) AS facts,
     sum(CASE WHEN year = begins OR kind = 'vote' THEN f.quantity_best END) AS quantity,
     count(CASE WHEN year = begins OR kind = 'vote' THEN f.quantity_best END) AS counted
WITH year, kind, actor + ' ' + relation + CASE WHEN counted > 0 THEN ': ' + toString(quantity) + coalesce(' ' + unit, '')
     WHEN facts > 1 THEN ' (' + toString(facts) + ' facts)' ELSE '' END AS told
ORDER BY year, told
RETURN year, collect(CASE kind WHEN 'alliance' THEN told END) AS alliance, collect(CASE kind WHEN 'trade' THEN told END) AS trade,
       collect(CASE kind WHEN 'dispute' THEN told END) AS disputes, collect(CASE kind WHEN 'vote' THEN told END) AS votes,
       collect(CASE kind WHEN 'aid' THEN told END) AS aid
ORDER BY year
