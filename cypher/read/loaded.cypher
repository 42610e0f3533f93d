// Whether loads left anything behind: nodes that a graph with its schema, countries and vocabulary doesn't have.
MATCH (g:Graph {id: 'graph'})
RETURN g.version AS version,
       COUNT { MATCH (:Fact) } AS facts,
       COUNT { MATCH (n) WHERE NOT n:Graph AND NOT n:Write AND NOT n:Earlier AND NOT n:Country AND NOT n:Resource AND n.known IS NULL } AS nodes
