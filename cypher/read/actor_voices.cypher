// (:Actor)<-[:ACTOR|RECIPIENT]-(:Fact)<-[:ASSERTS|…]-(:Actor): how an actor's facts stand, who speaks of them and where.
MATCH (:Actor {id: $party})<-[:ACTOR|RECIPIENT]-(f:Fact)
WITH collect(DISTINCT f) AS held
CALL (held) {
  UNWIND held AS f
  WITH f.status AS status, count(*) AS facts
  RETURN collect([status, facts]) AS statuses
}
CALL (held) {
  UNWIND held AS f
  MATCH (by:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f)
  WITH by, c.party AS party, count(*) AS claims, max(c.said_on) AS latest
  ORDER BY claims DESC, by.id
  RETURN collect({id: by.id, name: by.name, country: party, claims: claims}) AS speakers, max(latest) AS latest
}
CALL (held) {
  UNWIND held AS f
  MATCH (:Actor)-[c:ASSERTS|CONFIRMS|DOUBTS|DENIES|REPORTS]->(f)
  WITH c.source AS source, count(*) AS claims, count(DISTINCT f) AS facts, count(c.retracted_at) AS retracted
  ORDER BY claims DESC, source
  WITH collect({id: source, claims: claims, facts: facts, retracted: retracted}) AS found
  RETURN size(found) AS sources_in_all, found[..$limit] AS found
}
CALL (found) {
  UNWIND found AS told
  MATCH (s:Source {id: told.id})
  USING INDEX SEEK s:Source(id)
  WITH s, told ORDER BY told.claims DESC, s.id
  RETURN collect(s {.id, .title, .publisher, .url, .published_on, claims: told.claims, facts: told.facts,
                    retracted: told.retracted}) AS sources
}
RETURN statuses, speakers, latest, sources, sources_in_all
