// (:Source): the datasets that were loaded.
MATCH (s:Source) WHERE s.id STARTS WITH 'dataset:'
RETURN s.id AS id, s.title AS title ORDER BY id
