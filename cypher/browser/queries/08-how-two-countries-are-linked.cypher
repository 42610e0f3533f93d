// How two countries are linked: the shortest ways over facts (change the two ids)
MATCH (one:Country {id: 'KOR'}), (other:Country {id: 'UKR'})
MATCH way = allShortestPaths(
  (one)-[:ACTOR|RECIPIENT|REGARDING|ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS*..6]-(other))
RETURN way
LIMIT 25
