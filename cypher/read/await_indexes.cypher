// Until all indexes have taken in what the graph holds: after a bulk import that may take minutes.
CALL db.awaitIndexes(36000)
RETURN 1 AS done
