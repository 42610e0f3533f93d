// A country: its relations with others, as they add up from the facts (change the country's id)
MATCH relation = (:Country {id: 'RUS'})-[e]-(:Actor)
WHERE e.facts IS NOT NULL
RETURN relation
ORDER BY e.facts DESC
LIMIT 200
