-- The waits of one edge by department, the most waiting first.
WITH
grouped AS (
    SELECT place, count(*) AS n, sum(wait_ms)::BIGINT AS total_ms, list_sort(list(wait_ms)) AS times
    FROM waits WHERE here = $here AND there = $there GROUP BY place
)
SELECT
    place, n, total_ms,
    times[(n * 50 + 99) // 100] AS p50_ms,
    times[(n * 90 + 99) // 100] AS p90_ms
FROM grouped ORDER BY total_ms DESC, place
