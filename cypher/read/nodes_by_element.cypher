// Nodes by Neo4j's own ids: the ends of relationships that a query answered without them.
MATCH (n) WHERE elementId(n) IN $ids
RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties
