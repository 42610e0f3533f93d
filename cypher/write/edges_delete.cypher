// Derived edges that no fact draws any more.
UNWIND $ids AS id
MATCH ()-[e:RELATION_TYPE {id: id}]->()
USING INDEX e:RELATION_TYPE(id)
DELETE e
