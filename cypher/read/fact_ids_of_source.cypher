// A page of ids of facts, out of those that a source reports.
MATCH (:Source {id: $source})<-[:REPORTED_IN]-(f:Fact)
// include: fact_filters
