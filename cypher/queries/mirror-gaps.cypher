// title: Mirror gaps: what exporter and importer say of the same trade
// description: Trade of which both sides publish a number: how much the importer's is above the exporter's. Imports are
// description: usually counted with freight and insurance (cif), exports without (fob), so that a ratio of up to about 1.1 is
// description: no gap. Only numbers in one currency are compared; of each side its newest word counts.
// param country: country = null — only trade that this country has a part in
// param least: number = 0.1 — the least difference, as a part of the exporter's number
// param limit: integer = 100 — rows at most
// example: country=PRK least=0.2
// pattern: (exporter:Country)-[:ASSERTS|CONFIRMS|REPORTS {quantity}]->(:Fact {relation: 'exports_to'})<-[…]-(importer:Country)
MATCH (exporter:Actor)<-[:ACTOR]-(f:Fact {relation: 'exports_to'})-[:RECIPIENT]->(importer:Actor)
WHERE $country IS NULL OR exporter.id = $country OR importer.id = $country
MATCH (:Actor)-[c:ASSERTS|CONFIRMS|REPORTS]->(f)
WHERE c.retracted_at IS NULL AND c.party IN [exporter.id, importer.id] AND coalesce(c.value, c.quantity) IS NOT NULL
WITH f, exporter, importer, c.party AS party, c.day AS day, c.id AS claim, coalesce(c.value, c.quantity) AS amount,
     CASE WHEN c.value IS NULL THEN c.unit ELSE c.value_unit END AS unit
ORDER BY day DESC, claim
WITH f, exporter, importer, collect({party: party, amount: amount, unit: unit}) AS told
WITH f, exporter, importer, [x IN told WHERE x.party = exporter.id][0] AS sold,
     [x IN told WHERE x.party = importer.id][0] AS bought
WHERE sold IS NOT NULL AND bought IS NOT NULL AND sold.amount > 0
  AND split(split(sold.unit, '@')[0], '_')[0] = split(split(bought.unit, '@')[0], '_')[0]
WITH f, exporter, importer, sold, bought, toFloat(bought.amount) / sold.amount AS ratio
WHERE abs(ratio - 1) >= $least
OPTIONAL MATCH (f)-[:OF]->(r:Resource)
RETURN exporter.name AS exporter, importer.name AS importer, r.name AS resource, f.since AS since, f.until AS until,
       sold.amount AS exporter_says, sold.unit AS exporter_unit, bought.amount AS importer_says,
       bought.unit AS importer_unit, round(bought.amount - sold.amount, 2) AS gap, round(ratio, 4) AS ratio,
       f.id AS fact
ORDER BY abs(bought.amount - sold.amount) DESC, exporter, importer, since, fact
LIMIT $limit
