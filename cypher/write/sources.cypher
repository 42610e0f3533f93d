// (:Source); one told in two ways keeps the alphabetically first of each text, so the order of loading never matters.
UNWIND $sources AS row
MERGE (s:Source {id: row.id})
SET s.title = CASE WHEN s.title <= row.title OR row.title IS NULL THEN s.title ELSE row.title END,
    s.publisher = CASE WHEN s.publisher <= row.publisher OR row.publisher IS NULL THEN s.publisher ELSE row.publisher END,
    s.url = CASE WHEN s.url <= row.url OR row.url IS NULL THEN s.url ELSE row.url END,
    s.published_on = CASE WHEN s.published_on <= row.published_on OR row.published_on IS NULL THEN s.published_on
                          ELSE row.published_on END
SET s.name = coalesce(s.title, s.url, s.id)
