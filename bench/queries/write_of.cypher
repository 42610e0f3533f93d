// (:Fact)-[:OF]->(:Resource)
UNWIND $rows AS row
MATCH (f:Fact {id: row.fact}), (r:Resource {id: row.resource})
CREATE (f)-[:OF]->(r)
