// (:Actor:Country) as the register of countries has them.
UNWIND $countries AS row
MERGE (c:Actor {id: row.id})
SET c:Country, c += row.properties
