// Derived edges that stand already: what has changed of them; a property that is null goes.
UNWIND $edges AS row
MATCH ()-[e]->() WHERE elementId(e) = row.element
SET e += row.properties
