-- Where cases wait: after which activity, in which department, the most waiting first.
WITH
grouped AS (
    SELECT here, place, count(*) AS n, sum(wait_ms)::BIGINT AS total_ms, list_sort(list(wait_ms)) AS times
    FROM waits GROUP BY here, place
)
SELECT
    here, place, n, total_ms,
    times[(n * 50 + 99) // 100] AS p50_ms,
    times[(n * 90 + 99) // 100] AS p90_ms
FROM grouped
ORDER BY total_ms DESC, here, place
LIMIT $top
