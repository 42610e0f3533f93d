// title: What was promised and not, or not wholly, delivered
// description: Promises, contracts and plans beside what was actually done of the same kind between the same two: those
// description: of which nothing was done, or less than was promised where both are counted in one unit. What nobody
// description: numbers counts as delivered as soon as anything is.
// param country: country = null — only promises that this country has a part in
// param limit: integer = 200 — rows at most
// example: country=RUS
// pattern: (:Fact {modality: 'promised'}), (:Fact {modality: 'actual'})
MATCH (promiser:Actor)<-[:ACTOR]-(f:Fact)-[:RECIPIENT]->(to:Actor)
WHERE f.modality IN ['promised', 'contracted', 'planned'] AND NOT f.status IN ['denied', 'retracted']
  AND ($country IS NULL OR promiser.id = $country OR to.id = $country)
OPTIONAL MATCH (f)-[:OF]->(r:Resource)
OPTIONAL MATCH (promiser)<-[:ACTOR]-(done:Fact {dyad: f.dyad, relation: f.relation, modality: 'actual'})
WHERE NOT done.status IN ['denied', 'retracted'] AND (r IS NULL OR EXISTS { (done)-[:OF]->(r) })
  AND (f.undated OR done.undated OR done.until_last >= f.since_first)
WITH f, promiser, to, r, count(done) AS facts_done,
     sum(CASE WHEN done.unit = f.unit THEN done.quantity_best END) AS quantity,
     count(CASE WHEN done.unit = f.unit THEN done.quantity_best END) AS counted
WHERE facts_done = 0 OR (counted > 0 AND quantity < f.quantity_best)
RETURN promiser.name AS promised_by, to.name AS promised_to, f.name AS what, f.modality AS modality, f.since AS since,
       f.quantity_best AS promised, CASE WHEN counted > 0 THEN quantity END AS delivered, f.unit AS unit,
       CASE WHEN counted > 0 THEN round(toFloat(quantity) / f.quantity_best, 4) WHEN facts_done = 0 THEN 0.0 END AS share,
       f.status AS status, f.id AS fact
ORDER BY share, promised_by, what, since, fact
LIMIT $limit
