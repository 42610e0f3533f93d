// title: Probable duplicates
// description: Two facts with the same actor, relation, recipient, resource, modality and unit whose times meet, or of which
// description: one has none, and that no source tells both: probably one fact that two sources date differently. Facts with
// description: two different keys are two events of one dataset and are left out.
// param country: country = null — only facts that this country has a part in
// param limit: integer = 200 — rows at most
// example: country=RUS
// pattern: (:Fact {edge})-[:REPORTED_IN]->(:Source)<-[:REPORTED_IN]-(:Fact {edge})
MATCH (a:Fact)
WHERE a.edge IS NOT NULL AND ($country IS NULL OR EXISTS { (a)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
MATCH (b:Fact {edge: a.edge})
WHERE a.id < b.id AND (a.key IS NULL OR b.key IS NULL)
  AND (a.undated OR b.undated OR (a.since_first <= b.until_last AND b.since_first <= a.until_last))
  AND NOT EXISTS { (a)-[:REPORTED_IN]->(:Source)<-[:REPORTED_IN]-(b) }
RETURN a.name AS what, a.since AS one_since, a.until AS one_until, b.since AS other_since, b.until AS other_until,
       a.quantity_best AS one_quantity, b.quantity_best AS other_quantity, a.unit AS unit,
       CASE WHEN a.undated OR b.undated THEN 'one has no date' WHEN a.since_first = b.since_first THEN 'they begin alike'
            ELSE 'their times meet' END AS because, a.id AS one, b.id AS other
ORDER BY because DESC, what, one, other
LIMIT $limit
