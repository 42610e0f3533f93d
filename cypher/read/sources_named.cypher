// (:Source): documents whose title or publisher holds the words, with how many facts each reports.
MATCH (s:Source) WHERE toLower(s.title) CONTAINS $words OR toLower(s.publisher) CONTAINS $words
WITH s ORDER BY s.title, s.id LIMIT $limit
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, COUNT { (s)<-[:REPORTED_IN]-() } AS facts
ORDER BY facts DESC, id
