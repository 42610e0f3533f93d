// (:Fact)-[:REPORTED_IN]->(:Source)
MATCH (f:Fact)-[:REPORTED_IN]->(s:Source)
RETURN f.id AS fact, s.id AS source
