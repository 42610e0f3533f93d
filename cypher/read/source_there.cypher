// Whether the graph holds a source, or held it at an instant: then a claim of it had been recorded.
MATCH (s:Source {id: $id})
WHERE $at IS NULL
   OR EXISTS { MATCH (s)<-[:REPORTED_IN]-(:Fact)<-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS {source: $id}]-() WHERE c.recorded_at <= $at }
RETURN s.id AS id
