-- What directly followed what, and the wait between: `middles_ms` is the sum of the two middle waits, of which
-- half is the median; p50 and p90 by nearest rank.
WITH
grouped AS (
    SELECT here, there, count(*) AS n, sum(wait_ms)::BIGINT AS total_ms, list_sort(list(wait_ms)) AS times
    FROM waits GROUP BY here, there
)
SELECT
    here, there, n, total_ms,
    times[(n + 1) // 2] + times[(n + 2) // 2] AS middles_ms,
    times[(n * 50 + 99) // 100] AS p50_ms,
    times[(n * 90 + 99) // 100] AS p90_ms
FROM grouped
ORDER BY n DESC, here, there
