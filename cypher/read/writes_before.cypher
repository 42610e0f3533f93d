// (:Write): the entries of the journal before one, the newest first.
MATCH (w:Write) WHERE w.number < $before
RETURN properties(w) AS entry ORDER BY w.number DESC LIMIT $limit
