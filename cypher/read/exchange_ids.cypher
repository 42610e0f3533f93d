// (:Fact)-[:IN_RETURN_FOR]->(:Fact): the facts of exchanges, all or those that one actor has a part in.
MATCH (returned:Fact)-[:IN_RETURN_FOR]->(given:Fact)
WHERE $party IS NULL OR EXISTS { (given)-[:ACTOR|RECIPIENT]->(:Actor {id: $party}) }
   OR EXISTS { (returned)-[:ACTOR|RECIPIENT]->(:Actor {id: $party}) }
WITH returned, given ORDER BY given.id, returned.id LIMIT $limit
UNWIND [returned.id, given.id] AS id
RETURN DISTINCT id ORDER BY id
