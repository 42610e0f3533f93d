// (:Actor)-[:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(:Fact) and all that a fact is linked with.
MATCH (f:Fact) WHERE f.id IN $ids
RETURN properties(f) AS properties,
       [(f)-[:ACTOR]->(a) | {id: a.id, name: a.name}][0] AS actor,
       [(f)-[:RECIPIENT]->(a) | {id: a.id, name: a.name}][0] AS recipient,
       [(f)-[:OF]->(r) | {id: r.id, name: r.name}][0] AS resource,
       [(f)-[l:REGARDING]->(a) | {id: a.id, name: a.name, recorded_at: l.recorded_at}] AS regarding,
       [(f)-[l:PART_OF]->(e) | {id: e.id, name: e.name, kind: e.kind, recorded_at: l.recorded_at}] AS events,
       [(f)-[l:IN_RETURN_FOR]->(g) | {id: g.id, recorded_at: l.recorded_at}] AS in_return_for,
       [(by)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) |
         {by: {id: by.id, name: by.name, labels: labels(by)}, stance: type(c), properties: properties(c)}] AS claims,
       [(f)-[:REPORTED_IN]->(s) | {id: s.id, title: s.title, publisher: s.publisher, url: s.url,
                                   published_on: s.published_on}] AS sources
ORDER BY f.id
