// For each stance (RELATION_TYPE): ids of claims are unique, and a source's claims are found by it.
CREATE CONSTRAINT claim_id_RELATION_TYPE IF NOT EXISTS FOR ()-[c:RELATION_TYPE]-() REQUIRE c.id IS UNIQUE;
CREATE INDEX claim_source_RELATION_TYPE IF NOT EXISTS FOR ()-[c:RELATION_TYPE]-() ON (c.source);
