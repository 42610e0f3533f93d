// Exchanges: what is given in return for what, and by whom
MATCH exchange = (returned:Fact)-[:IN_RETURN_FOR]->(given:Fact)
RETURN exchange, [p = (given)-[:ACTOR|RECIPIENT]->() | p] AS given_by,
       [p = (returned)-[:ACTOR|RECIPIENT]->() | p] AS returned_by
LIMIT 100
