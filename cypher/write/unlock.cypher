// The graph's version counts the writes that changed something.
MATCH (g:Graph {id: 'graph'})
REMOVE g.writing
SET g.version = g.version + CASE WHEN $changed THEN 1 ELSE 0 END
RETURN g.version AS version
