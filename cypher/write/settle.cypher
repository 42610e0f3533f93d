// Notes on the newest entry of the journal that the graph is wholly of this version. Not on (:Graph), whose lock a writer has.
MATCH (g:Graph {id: 'graph'})
MATCH (w:Write {number: g.writes})
WHERE coalesce(w.settled, -1) < $version
SET w.settled = $version
