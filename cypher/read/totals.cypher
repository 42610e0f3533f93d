// What the graph holds.
RETURN COUNT { (:Fact) } AS facts, COUNT { (:Source) } AS sources, COUNT { (:Country)<-[:ACTOR|RECIPIENT]-() } AS sides,
       COUNT { ()-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->() } AS claims
