// (:Fact)-[:IN_RETURN_FOR]->(:Fact)
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact}), (g:Fact {id: row.for})
USING INDEX SEEK f:Fact(id)
USING INDEX SEEK g:Fact(id)
MERGE (f)-[r:IN_RETURN_FOR]->(g)
ON CREATE SET r.recorded_at = row.at, r.write = row.write
