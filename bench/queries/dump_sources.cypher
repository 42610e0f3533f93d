// (:Source)
MATCH (s:Source)
RETURN properties(s) AS properties
