// (:Fact)-[:IN_RETURN_FOR]->(:Fact): what one fact is done in return for, and what is done in return for it.
MATCH (f:Fact {id: $id})
RETURN [(f)-[:IN_RETURN_FOR]->(g:Fact) | {id: g.id, name: g.name, status: g.status}] AS given,
       [(f)<-[:IN_RETURN_FOR]-(g:Fact) | {id: g.id, name: g.name, status: g.status}] AS returned
