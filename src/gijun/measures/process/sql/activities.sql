-- How often each activity happened, and how often a case began and ended with it.
SELECT
    here,
    count(*) AS n,
    count(*) FILTER (is_first) AS starts,
    count(*) FILTER (there IS NULL) AS ends
FROM steps GROUP BY here ORDER BY n DESC, here
