// The dyads of the facts that are drawn as an edge now: one, or none where no fact is.
OPTIONAL MATCH (f:Fact {edge: $edge})
RETURN collect(DISTINCT f.dyad) AS dyads
