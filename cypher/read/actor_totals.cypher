// How many facts an actor does or receives, how many claims are on them, and how many are disputed.
MATCH (:Actor {id: $party})<-[:ACTOR|RECIPIENT]-(f:Fact)
WITH DISTINCT f
RETURN count(f) AS facts, sum(f.claims) AS claims, count(CASE WHEN f.status = 'disputed' THEN 1 END) AS disputed
