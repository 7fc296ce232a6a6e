-- Whole courses of cases, the most frequent first, with how many there are in all.
WITH
courses AS (
    SELECT
        case_id AS case_key,
        string_agg(activity, chr(31) ORDER BY at_ms, seq) AS course,
        max(at_ms) - min(at_ms) AS took_ms
    FROM occurrences GROUP BY case_id
),
grouped AS (
    SELECT course, count(*) AS n, list_sort(list(took_ms)) AS times FROM courses GROUP BY course
)
SELECT
    course, n,
    times[(n * 50 + 99) // 100] AS p50_ms,
    times[(n * 90 + 99) // 100] AS p90_ms,
    count(*) OVER () AS variants
FROM grouped
ORDER BY n DESC, course
LIMIT $top
