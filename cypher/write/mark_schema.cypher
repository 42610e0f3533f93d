// Notes which schema, countries and vocabulary the graph was given, so that `up` needn't give them again.
MERGE (g:Graph {id: 'graph'})
ON CREATE SET g.version = 0
SET g.schema = $schema, g.vocabulary = $vocabulary
