// What a fact's claims add up to; a property that is null goes.
UNWIND $facts AS row
MATCH (f:Fact {id: row.id})
SET f += row.properties
