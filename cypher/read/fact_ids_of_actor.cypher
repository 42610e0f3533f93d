// A page of ids of facts, out of those that an actor does or that are done to it.
MATCH (:Actor {id: $party})<-[:ACTOR|RECIPIENT]-(f:Fact)
// include: fact_filters
