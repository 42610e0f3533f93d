// Actors of a name, written as people wrote it.
CALL db.index.fulltext.queryNodes('actor_text', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node
WHERE toLower(node.name) = toLower($name)
RETURN node.id AS id, node.name AS name, labels(node) AS labels
