// Derived edges that stand already, updated in place; answers the ids it found.
UNWIND $edges AS row
MATCH ()-[e:RELATION_TYPE {id: row.id}]->()
USING INDEX e:RELATION_TYPE(id)
SET e = row.properties
RETURN row.id AS id
