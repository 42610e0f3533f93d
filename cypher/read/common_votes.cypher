// (:Event): votes that two families of actors took part in, by year: how many, and in how many they voted alike.
MATCH (one:Actor)<-[:ACTOR]-(f:Fact)-[:PART_OF]->(e:Event)<-[:PART_OF]-(g:Fact)-[:ACTOR]->(other:Actor)
USING JOIN ON e
WHERE one.id IN $ones AND other.id IN $others AND f.relation IN $relations AND g.relation IN $relations
  AND f.since IS NOT NULL AND f.since_first <= $on
RETURN left(f.since, 4) AS year, count(DISTINCT e) AS common,
       count(DISTINCT CASE WHEN f.relation = g.relation THEN e END) AS alike
ORDER BY year
