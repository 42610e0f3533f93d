// A page of ids of facts, out of those that a derived edge is drawn from.
MATCH (f:Fact {edge: $edge})
// include: fact_filters
