// (:Fact): facts that somebody doubts or denies in any aspect, or doubted or denied once; those of one party only.
MATCH (by:Actor)-[c:DOUBTS|DENIES]->(f:Fact)
WHERE $party IS NULL OR EXISTS { (f)-[:ACTOR|RECIPIENT]->(:Actor {id: $party}) } OR by.id = $party OR c.party = $party
RETURN DISTINCT f.id AS id ORDER BY id LIMIT $limit
