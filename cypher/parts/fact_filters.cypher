// The filters of a list of facts; one that is null lets everything through. Expects f; answers ids in order.
WHERE f.id > $after
  AND ($dyad IS NULL OR f.dyad = $dyad)
  AND ($relation IS NULL OR f.relation = $relation)
  AND ($status IS NULL OR f.status = $status)
  AND ($modality IS NULL OR f.modality = $modality)
  AND ($method IS NULL OR f.method = $method)
  AND ($dimension IS NULL OR f.dimension = $dimension)
  AND ($edge IS NULL OR f.edge = $edge)
  AND ($on IS NULL OR (f.since_first <= $on AND $on <= f.until_last) OR ($undated AND f.undated))
  AND ($since IS NULL OR f.until_last >= $since)
  AND ($until IS NULL OR f.since_first <= $until)
  AND ($actor IS NULL OR EXISTS { (f)-[:ACTOR]->(:Actor {id: $actor}) }
       OR (f.relation IN $symmetric AND EXISTS { (f)-[:RECIPIENT]->(:Actor {id: $actor}) }))
  AND ($recipient IS NULL OR EXISTS { (f)-[:RECIPIENT]->(:Actor {id: $recipient}) }
       OR (f.relation IN $symmetric AND EXISTS { (f)-[:ACTOR]->(:Actor {id: $recipient}) }))
  AND ($resources IS NULL OR EXISTS { MATCH (f)-[:OF]->(r:Resource) WHERE r.id IN $resources })
  AND ($source IS NULL OR EXISTS { (f)-[:REPORTED_IN]->(:Source {id: $source}) })
  AND ($claimant IS NULL
       OR EXISTS { (:Actor {id: $claimant})-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) })
RETURN DISTINCT f.id AS id ORDER BY id LIMIT $limit
