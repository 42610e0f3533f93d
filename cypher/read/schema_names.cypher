// The names of all constraints and indexes that stand and are ready.
SHOW INDEXES YIELD name, state WHERE state = 'ONLINE'
RETURN collect(name) AS names
