// Derived edges e of one direction and dimension as one line, the one with most facts first. Expects a, b and e.
WITH a, b, e.dimension AS dimension, collect(DISTINCT type(e)) AS types, collect(DISTINCT e.status) AS statuses,
     collect(DISTINCT e.method) AS methods, sum(e.facts) AS facts, sum(e.facts * e.valence) AS valence,
     collect(DISTINCT e.since) AS since, collect(DISTINCT e.until) AS until,
     count(CASE WHEN e.until IS NULL AND e.since IS NOT NULL THEN 1 END) AS going_on
ORDER BY facts DESC, a.id, b.id, dimension LIMIT $limit
// One list instead of ten thousand rows: each row costs the driver as much as a line costs Neo4j.
RETURN collect([a.id, b.id, dimension, types, statuses, methods, facts, valence, since, until, going_on]) AS lines
