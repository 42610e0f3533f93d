// (:Write): the journal's entry of this write, where it has one. The graph's version counts the writes that changed something.
MATCH (g:Graph {id: 'graph'})
REMOVE g.writing
SET g.version = g.version + CASE WHEN $changed THEN 1 ELSE 0 END
FOREACH (entry IN CASE WHEN $entry IS NULL THEN [] ELSE [$entry] END |
  CREATE (w:Write)
  SET w = entry, g.writes = entry.number, g.head = entry.hash, g.written_at = entry.at
)
RETURN g.version AS version
