// Successions: states that continue others
MATCH succession = (:Country)-[:SUCCEEDS]->(:Country)
RETURN succession
