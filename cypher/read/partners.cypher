// The other sides of an actor's facts, with how many facts they share and how many of them are disputed.
MATCH (:Actor {id: $id})<-[:ACTOR|RECIPIENT]-(f:Fact)-[:ACTOR|RECIPIENT]->(other:Actor)
WHERE other.id <> $id
WITH other, collect(DISTINCT f) AS facts
RETURN other.id AS id, other.name AS name, labels(other) AS labels, size(facts) AS facts,
       size([f IN facts WHERE f.status = 'disputed']) AS disputed,
       size([f IN facts WHERE EXISTS { (f)-[:ACTOR]->(:Actor {id: $id}) }]) AS done,
       size([f IN facts WHERE EXISTS { (f)-[:RECIPIENT]->(:Actor {id: $id}) }]) AS received
ORDER BY facts DESC, id
