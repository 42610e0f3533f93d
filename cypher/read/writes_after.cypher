// (:Write): the next entries of the journal, in order.
MATCH (w:Write) WHERE w.number > $after
RETURN properties(w) AS entry ORDER BY w.number LIMIT $limit
