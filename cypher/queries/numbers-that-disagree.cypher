// title: Numbers that disagree
// description: Facts on whose numbers two origins differ so much that their ranges do not touch: who says what.
// param country: country = null — only facts that this country has a part in
// param limit: integer = 200 — rows at most
// example: country=PRK
// pattern: (:Actor)-[:ASSERTS|CONFIRMS|REPORTS {quantity}]->(:Fact {quantities_disagree: true})
MATCH (f:Fact)
WHERE f.quantities_disagree AND ($country IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $country}) })
MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|REPORTS]->(f)
WHERE c.retracted_at IS NULL AND c.aspect IN ['existence', 'quantity'] AND c.unit = f.unit
  AND coalesce(c.quantity, c.quantity_low, c.quantity_high) IS NOT NULL
RETURN f.name AS what, by.name AS who, coalesce(c.quantity_low, c.quantity) AS quantity_low, c.quantity AS quantity,
       coalesce(c.quantity_high, c.quantity) AS quantity_high, c.unit AS unit, c.day AS day, f.id AS fact
ORDER BY what, fact, quantity, who, day
LIMIT $limit
