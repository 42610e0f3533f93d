// The schema that a graph was brought to; another process may have brought it further.
MATCH (g:Graph {id: 'graph'})
SET g.schema = CASE WHEN coalesce(g.schema, 0) < $schema THEN $schema ELSE g.schema END
