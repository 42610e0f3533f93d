// title: What exporter and importer each say of the same trade
// description: One row for each flow of goods between two countries in one year: the exporter's own figure (mostly free on
// description: board), the importer's own figure (mostly with cost, insurance and freight), each the newest it gave, and how
// description: far they are apart. Freight and insurance explain some hundredths; the rest is misreporting, re-export or
// description: smuggling. Flows on which only one side speaks are there with the other side empty; estimates are left out.
// param country: country = "CHN" — one side
// param partner: country = "USA" — the other side
// param limit: integer = 200 — rows at most
// example: country=CHN partner=USA limit=20
// pattern: (:Actor)-[:ASSERTS]->(:Fact {relation: 'exports_to'})-[:ACTOR]->(:Actor)
WITH CASE WHEN $country < $partner THEN $country + '-' + $partner ELSE $partner + '-' + $country END AS dyad
MATCH (fact:Fact {dyad: dyad, relation: 'exports_to'})-[:ACTOR]->(exporter:Actor)
MATCH (fact)-[:RECIPIENT]->(importer:Actor)
MATCH (fact)-[:OF]->(resource:Resource)
MATCH (:Actor)-[claim:ASSERTS|CONFIRMS]->(fact)
WHERE claim.retracted_at IS NULL AND claim.method <> 'computed' AND claim.party IN [exporter.id, importer.id]
WITH fact, exporter, importer, resource, claim,
     CASE WHEN claim.unit STARTS WITH 'USD' THEN claim.quantity ELSE claim.value END AS amount,
     CASE WHEN claim.unit STARTS WITH 'USD' THEN claim.unit ELSE claim.value_unit END AS unit
ORDER BY claim.day DESC, claim.id DESC
WITH fact, exporter, importer, resource,
     head(collect(CASE WHEN claim.party = exporter.id THEN amount END)) AS exporter_says,
     head(collect(CASE WHEN claim.party = exporter.id THEN unit END)) AS exporter_unit,
     head(collect(CASE WHEN claim.party = importer.id THEN amount END)) AS importer_says,
     head(collect(CASE WHEN claim.party = importer.id THEN unit END)) AS importer_unit
RETURN exporter.name AS exporter, importer.name AS importer, resource.name AS resource, fact.since AS since,
       exporter_says, exporter_unit, importer_says, importer_unit, importer_says - exporter_says AS gap,
       CASE WHEN exporter_says > 0 THEN 1.0 * importer_says / exporter_says END AS ratio
ORDER BY since DESC, exporter, resource, exporter_says DESC, importer_says DESC
LIMIT $limit
