// (:Actor)-[:ASSERTS|…]->(:Fact): facts with all that records made of them, and nothing that is derived.
MATCH (f:Fact) WHERE f.id IN $ids
RETURN properties(f) AS properties,
       [(f)-[:ACTOR]->(a) | {id: a.id, name: a.name, labels: labels(a), country: [(a)-[:OFFICIAL_OF]->(c) | c.id][0]}][0] AS actor,
       [(f)-[:RECIPIENT]->(a) | {id: a.id, name: a.name, labels: labels(a), country: [(a)-[:OFFICIAL_OF]->(c) | c.id][0]}][0]
         AS recipient,
       [(f)-[:OF]->(r) | r.id][0] AS resource,
       [(f)-[l:REGARDING]->(a) | {id: a.id, name: a.name, labels: labels(a), country: [(a)-[:OFFICIAL_OF]->(c) | c.id][0],
                                  recorded_at: l.recorded_at, write: l.write}] AS regarding,
       [(f)-[l:PART_OF]->(e) | {id: e.id, name: e.name, kind: e.kind, recorded_at: l.recorded_at, write: l.write}] AS events,
       [(f)-[l:IN_RETURN_FOR]->(g) | {id: g.id, recorded_at: l.recorded_at, write: l.write}] AS returns,
       [(f)-[:REPORTED_IN]->(s) | {id: s.id, title: s.title, publisher: s.publisher, url: s.url,
                                   published_on: s.published_on}] AS sources,
       [(a)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f) |
         {by: {id: a.id, name: a.name, labels: labels(a), country: [(a)-[:OFFICIAL_OF]->(state) | state.id][0]},
          stance: type(c), properties: properties(c)}] AS claims
ORDER BY f.id
