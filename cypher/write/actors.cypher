// (:Actor)-[:OFFICIAL_OF]->(:Country)
// Actors that records name; one told under two spellings keeps the alphabetically first, whatever came first. What was shown
// until now stays as (:Earlier).
UNWIND $actors AS row
MERGE (a:Actor {id: row.id})
ON CREATE SET a.name = row.name, a:$(row.label)
WITH a, row, CASE WHEN a:Country OR a.known OR a.name <= row.name THEN a.name ELSE row.name END AS name
FOREACH (_ IN CASE WHEN name <> a.name THEN [1] ELSE [] END |
  MERGE (e:Earlier {id: 'actor ' + a.id + ' until ' + $at})
  ON CREATE SET e.what = 'actor', e.of = a.id, e.recorded_until = $at, e.name = a.name
)
SET a.name = name
WITH a, row WHERE row.country IS NOT NULL
MATCH (country:Country {id: row.country})
MERGE (a)-[:OFFICIAL_OF]->(country)
