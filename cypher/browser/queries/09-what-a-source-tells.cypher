// A source: the facts that it tells (change the publisher)
MATCH told = (f:Fact)-[:REPORTED_IN]->(s:Source)
WHERE s.publisher = 'Newser'
RETURN told, [p = (f)-[:ACTOR|RECIPIENT]->() | p] AS about
LIMIT 100
