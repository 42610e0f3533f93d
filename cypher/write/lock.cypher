// One writer at a time: whoever writes first takes the lock of this one node, until its transaction ends.
// Measured, two writers at once gain nothing (they wait for shared actors); one at a time can't deadlock, needs no
// second try, and leaves sums that no other writer has read half. The newest entry of the journal stands on it.
MERGE (g:Graph {id: 'graph'})
ON CREATE SET g.version = 0
SET g.writing = true
RETURN g.version AS version, g.writes AS number, g.head AS hash, g.written_at AS at
