// (:Source); one told in two ways keeps the alphabetically first of each text, so the order of loading never matters.
// What was shown until now stays as (:Earlier).
UNWIND $sources AS row
MERGE (s:Source {id: row.id})
WITH s, row,
     CASE WHEN s.title <= row.title OR row.title IS NULL THEN s.title ELSE row.title END AS title,
     CASE WHEN s.publisher <= row.publisher OR row.publisher IS NULL THEN s.publisher ELSE row.publisher END AS publisher,
     CASE WHEN s.url <= row.url OR row.url IS NULL THEN s.url ELSE row.url END AS url,
     CASE WHEN s.published_on <= row.published_on OR row.published_on IS NULL THEN s.published_on
          ELSE row.published_on END AS published_on
FOREACH (_ IN CASE WHEN s.name IS NOT NULL AND [coalesce(title, ''), coalesce(publisher, ''), coalesce(url, ''),
                                               coalesce(published_on, '')]
                     <> [coalesce(s.title, ''), coalesce(s.publisher, ''), coalesce(s.url, ''), coalesce(s.published_on, '')]
              THEN [1] ELSE [] END |
  MERGE (e:Earlier {id: 'source ' + s.id + ' until ' + $at})
  ON CREATE SET e.what = 'source', e.of = s.id, e.recorded_until = $at, e.title = s.title, e.publisher = s.publisher,
                e.url = s.url, e.published_on = s.published_on
)
SET s.title = title, s.publisher = publisher, s.url = url, s.published_on = published_on
SET s.name = coalesce(s.title, s.url, s.id)
