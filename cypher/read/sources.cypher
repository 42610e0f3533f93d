// (:Source): documents in order, with how many facts each reports.
MATCH (s:Source) WHERE s.id > $after
WITH s ORDER BY s.id LIMIT $limit
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.url AS url, s.published_on AS published_on,
       COUNT { (s)<-[:REPORTED_IN]-() } AS facts
ORDER BY id
