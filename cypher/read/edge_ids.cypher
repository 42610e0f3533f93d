// The ids of all derived edges of the type RELATION_TYPE.
MATCH ()-[e:RELATION_TYPE]->() WHERE e.id IS NOT NULL
RETURN e.id AS id
