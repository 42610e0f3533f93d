// (:Actor)<-[:ACTOR|RECIPIENT]-(:Fact): the actors with most facts, and how many have any. Nodes know their degrees.
MATCH (a:Actor)
WITH a, COUNT { (a)<-[:ACTOR]-() } + COUNT { (a)<-[:RECIPIENT]-() } AS facts WHERE facts > 0
WITH a ORDER BY facts DESC, a.id
WITH collect(a) AS busy
RETURN size(busy) AS many, [a IN busy[..$limit] | a.id] AS ids
