// The filters of derived edges; one that is null lets everything through. Expects e.
WHERE e.facts IS NOT NULL
  AND ($dimension IS NULL OR e.dimension = $dimension)
  AND ($status IS NULL OR e.status = $status)
  AND ($modality IS NULL OR e.modality = $modality)
  AND ($method IS NULL OR e.method = $method)
  AND ($resources IS NULL OR e.resource IN $resources)
  AND ($sign IS NULL OR sign(e.valence) = $sign)
