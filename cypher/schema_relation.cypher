// For each relation (RELATION_TYPE): a derived edge has an id of its own, by which it is updated in place.
CREATE CONSTRAINT edge_id_RELATION_TYPE IF NOT EXISTS FOR ()-[e:RELATION_TYPE]-() REQUIRE e.id IS UNIQUE;
