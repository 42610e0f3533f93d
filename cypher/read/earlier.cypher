// (:Earlier): what these sources, actors and events were shown as at an instant, where it was another than now; the latest first.
UNWIND $ids AS of
MATCH (e:Earlier {of: of}) WHERE e.recorded_until > $at
RETURN e.of AS of, e.what AS what, properties(e) AS told ORDER BY e.recorded_until DESC
