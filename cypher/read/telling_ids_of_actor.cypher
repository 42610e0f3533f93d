// The facts of an actor that tell most: the disputed ones, or (with status null) the newest.
MATCH (:Actor {id: $party})<-[:ACTOR|RECIPIENT]-(f:Fact)
WHERE ($status IS NULL AND NOT f.undated) OR f.status = $status
WITH DISTINCT f ORDER BY f.since_first DESC, f.id LIMIT $limit
RETURN f.id AS id
