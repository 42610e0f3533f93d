// (:Fact)-[:REPORTED_IN]->(:Source)
MATCH (s:Source)<-[:REPORTED_IN]-(f:Fact)
RETURN properties(s) AS properties, collect(f.id) AS facts
