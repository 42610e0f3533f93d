// (:Country)-[:SUCCEEDS*]->(:Country): the states that some countries continue, at any distance.
MATCH (c:Country)-[:SUCCEEDS*1..6]->(earlier:Country) WHERE c.id IN $ids
RETURN c.id AS later, collect(DISTINCT earlier.id) AS earlier
