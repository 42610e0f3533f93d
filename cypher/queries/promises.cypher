// title: Promises, and what became of them
// description: What was promised, contracted or planned, beside what was actually done of the same kind between the
// description: same two: the number of such facts, and their sum where it is counted in the unit of the promise.
// param country: country = null — only promises that this country has a part in
// param limit: integer = 200 — rows at most
// example: country=RUS
// pattern: (:Fact {modality: 'promised'}), (:Fact {modality: 'actual'})
MATCH (f:Fact)
WHERE f.modality IN ['promised', 'contracted', 'planned'] AND NOT f.status IN ['denied', 'retracted']
  AND f.dyad IS NOT NULL AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
OPTIONAL MATCH (f)-[:OF]->(r:Resource)
OPTIONAL MATCH (f)-[:ACTOR]->(:Actor)<-[:ACTOR]-(done:Fact {dyad: f.dyad, relation: f.relation})
WHERE done.modality = 'actual' AND NOT done.status IN ['denied', 'retracted'] AND (r IS NULL OR EXISTS { (done)-[:OF]->(r) })
WITH f, count(done) AS facts, count(CASE done.unit WHEN f.unit THEN done.quantity_best END) AS counted,
     sum(CASE done.unit WHEN f.unit THEN done.quantity_best END) AS quantity
RETURN f.name AS what, f.modality AS modality, f.status AS status, f.since AS since, f.quantity_best AS promised,
       f.unit AS unit, facts AS facts_done, CASE WHEN counted > 0 THEN quantity END AS done, f.id AS fact
ORDER BY facts_done, what, modality, since, fact
LIMIT $limit
