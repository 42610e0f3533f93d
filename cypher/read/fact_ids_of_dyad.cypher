// A page of ids of facts, out of those of one dyad.
MATCH (f:Fact {dyad: $dyad})
// include: fact_filters
