// (:Fact)-[:REPORTED_IN]->(:Source)
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact}), (s:Source {id: row.source})
CREATE (f)-[:REPORTED_IN]->(s)
