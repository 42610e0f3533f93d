// Derived edges that no fact draws any more.
UNWIND $elements AS element
MATCH ()-[e]->() WHERE elementId(e) = element
DELETE e
