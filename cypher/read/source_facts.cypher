// (:Source)<-[:REPORTED_IN]-(:Fact): a page of the facts that a source speaks of, those of one dyad together.
MATCH (s:Source {id: $id})<-[:REPORTED_IN]-(f:Fact)
WITH DISTINCT f
RETURN f.id AS id ORDER BY coalesce(f.dyad, '~'), f.name, f.since, f.id SKIP $skip LIMIT $limit
