-- One row a reason, and one without for all: what wrapping a matter up took.
WITH
wrapped AS (
    SELECT
        reason_id,
        json_extract(data, '$.took_ms')::BIGINT AS took_ms,
        json_extract(data, '$.fields_asked')::BIGINT AS asked,
        json_extract(data, '$.fields_auto')::BIGINT AS auto,
        json_extract(data, '$.fields_by_hand')::BIGINT AS by_hand,
        TRY_CAST(json_extract_string(data, '$.clicks') AS BIGINT) AS clicks
    FROM events
    WHERE name = 'desk.wrapped_up' AND {asked}
),
grouped AS (
    SELECT reason_id, * EXCLUDE (reason_id) FROM wrapped
    UNION ALL
    SELECT NULL, * EXCLUDE (reason_id) FROM wrapped
),
ranked AS (
    SELECT
        reason_id,
        count(*) AS n,
        sum(asked)::BIGINT AS asked,
        sum(auto)::BIGINT AS auto,
        sum(by_hand)::BIGINT AS by_hand,
        list_sort(list(took_ms)) AS times,
        list_sort(list(clicks) FILTER (clicks IS NOT NULL)) AS clicks
    FROM grouped GROUP BY reason_id
)
SELECT
    reason_id, n, asked, auto, by_hand,
    times[(n * 50 + 99) // 100] AS median_ms,
    times[(n * 80 + 99) // 100] AS p80_ms,
    list_sum(times)::BIGINT AS total_ms,
    coalesce(len(clicks), 0) AS clicked,
    clicks[(len(clicks) * 50 + 99) // 100] AS median_clicks
FROM ranked
ORDER BY reason_id IS NOT NULL, total_ms DESC, reason_id
