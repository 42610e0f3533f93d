// (:Fact): of how many facts only one origin speaks, and how many have no date.
MATCH (f:Fact)
RETURN count(CASE WHEN f.origins = 1 THEN 1 END) AS single, count(CASE WHEN f.undated THEN 1 END) AS undated
