// What is unique and what is found by index. Every statement may run again; `bilat up` and `bilat schema` apply it.
// Constraints on relationship types of the vocabulary are in schema_relation.cypher, once for each type.

// Nodes: one for each id.
CREATE CONSTRAINT graph_id IF NOT EXISTS FOR (n:Graph) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT resource_id IF NOT EXISTS FOR (n:Resource) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT earlier_id IF NOT EXISTS FOR (n:Earlier) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT write_id IF NOT EXISTS FOR (n:Write) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT write_number IF NOT EXISTS FOR (n:Write) REQUIRE n.number IS UNIQUE;

// People who write (c:Country {id: 'PRK'}) in Neo4j Browser get an index for it.
CREATE INDEX country_id IF NOT EXISTS FOR (n:Country) ON (n.id);
CREATE INDEX country_name IF NOT EXISTS FOR (n:Country) ON (n.name);
CREATE INDEX organisation_id IF NOT EXISTS FOR (n:Organisation) ON (n.id);
CREATE INDEX person_id IF NOT EXISTS FOR (n:Person) ON (n.id);
CREATE INDEX earlier_of IF NOT EXISTS FOR (n:Earlier) ON (n.of);

// Facts: by the pair, by the edge that they are drawn as, by what people filter on.
CREATE INDEX fact_dyad IF NOT EXISTS FOR (n:Fact) ON (n.dyad);
CREATE INDEX fact_edge IF NOT EXISTS FOR (n:Fact) ON (n.edge);
CREATE INDEX fact_relation IF NOT EXISTS FOR (n:Fact) ON (n.relation);
CREATE INDEX fact_status IF NOT EXISTS FOR (n:Fact) ON (n.status);
CREATE FULLTEXT INDEX fact_text IF NOT EXISTS FOR (n:Fact) ON EACH [n.name, n.place];
CREATE FULLTEXT INDEX actor_text IF NOT EXISTS FOR (n:Actor) ON EACH [n.name, n.aliases];
CREATE FULLTEXT INDEX source_text IF NOT EXISTS FOR (n:Source) ON EACH [n.title, n.publisher];
CREATE FULLTEXT INDEX claim_text IF NOT EXISTS
FOR ()-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]-() ON EACH [c.quote, c.note];
