// For supplies and its kinds (RELATION_TYPE): what one side gives or gets of a resource is summed up over its partners.
CREATE INDEX edge_given_RELATION_TYPE IF NOT EXISTS FOR ()-[e:RELATION_TYPE]-() ON (e.given);
CREATE INDEX edge_taken_RELATION_TYPE IF NOT EXISTS FOR ()-[e:RELATION_TYPE]-() ON (e.taken);
