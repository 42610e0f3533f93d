// What a fact's claims add up to; a property that is null goes.
UNWIND $facts AS row
MATCH (f:Fact {id: row.id})
USING INDEX SEEK f:Fact(id)
SET f += row.properties
