// Derived edges, in several transactions.
MATCH (:Actor)-[e]->() WHERE e.facts IS NOT NULL
CALL (e) { DELETE e } IN TRANSACTIONS OF 2000 ROWS
