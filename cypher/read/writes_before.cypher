// (:Write): the entries of the journal before one, the newest first. One without a text has null for it, as in the others.
MATCH (w:Write) WHERE w.number < $before
RETURN properties(w) AS entry ORDER BY w.number DESC LIMIT $limit
