// The network: relations between countries with most facts behind them
MATCH relation = (:Country)-[e]->(:Country)
WHERE e.facts IS NOT NULL
RETURN relation
ORDER BY e.facts DESC
LIMIT 200
