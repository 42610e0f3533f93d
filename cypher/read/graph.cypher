// The graph's own node: its version counts the writes that changed something. Neo4j doesn't commit at a stroke: a version can
// be read before all that it stands for, until its writer has noted (write/settle) that it is settled. One that was killed
// before it did so has been applied after five minutes, too.
MATCH (g:Graph {id: 'graph'})
OPTIONAL MATCH (w:Write {number: g.writes})
RETURN g.version AS version, g.schema AS schema, g.vocabulary AS vocabulary, g.writes AS writes,
       g.head AS head,
       g.writes IS NULL OR coalesce(w.settled = g.version, false)
         OR coalesce(g.written_at < toString(datetime({timezone: 'UTC'}) - duration('PT5M')), false) AS settled
