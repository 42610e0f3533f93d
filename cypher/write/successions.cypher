// (:Country)-[:SUCCEEDS]->(:Country)
UNWIND $successions AS row
MATCH (later:Actor {id: row.later}), (earlier:Actor {id: row.earlier})
MERGE (later)-[s:SUCCEEDS]->(earlier)
SET s.on = row.on
