// The graph's own node: its version counts the writes that changed something.
MATCH (g:Graph {id: 'graph'})
RETURN g.version AS version, g.schema AS schema, g.vocabulary AS vocabulary, g.writes AS writes,
       g.head AS head
