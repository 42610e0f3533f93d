// title: Admitted after a denial
// description: Facts that one of their own sides, or its officials and agencies, first denied or doubted and later asserted
// description: or confirmed. Withdrawn denials count, because they were said; what was recorded by our own error does not.
// param country: country = null — only admissions by this country
// param limit: integer = 200 — rows at most
// example: country=RUS
// pattern: (:Actor)-[:DENIES|DOUBTS]->(:Fact)<-[:ASSERTS|CONFIRMS]-(:Actor)
MATCH (by:Actor)-[no:DENIES|DOUBTS]->(f:Fact)-[:ACTOR|RECIPIENT]->(side:Actor)
WHERE no.party = side.id AND no.aspect IN ['existence', 'attribution'] AND coalesce(no.retraction_kind, '') <> 'our_error'
  AND ($country IS NULL OR side.id = $country)
MATCH (admits:Actor)-[yes:ASSERTS|CONFIRMS]->(f)
WHERE yes.party = side.id AND yes.aspect IN ['existence', 'attribution'] AND yes.retracted_at IS NULL AND yes.day > no.day
WITH f, side, no, yes, by, admits ORDER BY by.name, admits.name
WITH f, side, min(no.day) AS denied_on, min(yes.day) AS admitted_on, collect(DISTINCT by.name) AS denied_by,
     collect(DISTINCT admits.name) AS admitted_by
RETURN side.name AS who, f.name AS what, denied_on, denied_by, admitted_on, admitted_by, f.status AS status_now,
       f.id AS fact
ORDER BY admitted_on DESC, who, what, fact
LIMIT $limit
