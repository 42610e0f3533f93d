// (:Fact)-[:IN_RETURN_FOR]->(:Fact)
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact}), (g:Fact {id: row.for})
MERGE (f)-[:IN_RETURN_FOR]->(g)
