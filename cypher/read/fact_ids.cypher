// A page of ids of facts, out of all.
MATCH (f:Fact)
// include: fact_filters
