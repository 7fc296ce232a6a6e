-- Waiting in the queue, work, and waiting for others, by department and for all (no department).
WITH
told AS (
    SELECT pairs.phase AS kind, waits.place, waits.wait_ms
    FROM waits JOIN pairs ON pairs.before_code = waits.here AND pairs.after_code = waits.there
),
grouped AS (
    SELECT kind, place, false AS is_all, wait_ms FROM told
    UNION ALL
    SELECT kind, NULL, true, wait_ms FROM told
),
ranked AS (
    SELECT
        kind, place, is_all, count(*) AS n, sum(wait_ms)::BIGINT AS total_ms,
        list_sort(list(wait_ms)) AS times
    FROM grouped GROUP BY kind, place, is_all
)
SELECT
    kind, place, is_all, n, total_ms,
    times[(n * 50 + 99) // 100] AS p50_ms,
    times[(n * 90 + 99) // 100] AS p90_ms
FROM ranked
ORDER BY is_all DESC, place, total_ms DESC, kind
