// (:Actor)-[:OFFICIAL_OF]->(:Country)
// Actors that records name; one told under two spellings keeps the alphabetically first, whatever came first.
UNWIND $actors AS row
MERGE (a:Actor {id: row.id})
ON CREATE SET a.name = row.name, a:$(row.label)
SET a.name = CASE WHEN a:Country OR a.known OR a.name <= row.name THEN a.name ELSE row.name END
WITH a, row WHERE row.country IS NOT NULL
MATCH (country:Country {id: row.country})
MERGE (a)-[:OFFICIAL_OF]->(country)
