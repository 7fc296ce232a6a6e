-- Contacts by the week of their first solution and by days after it: how many were solved, how many of them so long
-- ago that all these days are over, and how many of these had come back. A contact comes back when its ticket is
-- reopened, or when the same customer opens another one with the same reason, whatever the channel and the team.
WITH
moments AS (
    SELECT
        contact_id AS approach_id, customer_id AS asking_id, reason_id AS about_id, opened_ms AS at_ms,
        opened_ms AS came_ms, 0 AS is_solution, NULL::BIGINT AS woken_ms, team_id AS where_id, channel AS door
    FROM contacts WHERE NOT voided AND opened_ms >= $begin_ms
    UNION ALL
    SELECT contact_id, customer_id, reason_id, solved_ms, NULL, 1, reopened_ms, team_id, channel
    FROM contacts WHERE NOT voided AND solved_ms >= $begin_ms AND solved_ms < $end_ms
),
followed AS (
    SELECT
        *, CASE WHEN asking_id IS NOT NULL AND about_id IS NOT NULL THEN min(came_ms) OVER (
            PARTITION BY asking_id, about_id ORDER BY at_ms, is_solution, approach_id
            ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ) END AS asked_ms
    FROM moments
),
solutions_seen AS (
    SELECT
        weeks.week AS solved_week, at_ms,
        CASE $returned
            WHEN 'reopened' THEN woken_ms
            WHEN 'asked' THEN asked_ms
            ELSE least(woken_ms, asked_ms)
        END AS back_ms
    FROM followed
    JOIN weeks ON weeks.week_team_id = where_id AND at_ms >= weeks.since_ms AND at_ms < weeks.until_ms
    WHERE is_solution = 1 AND (len($channels) = 0 OR list_contains($channels, door))
)
SELECT
    solved_week, horizon,
    count(*) AS solved,
    count(*) FILTER (WHERE at_ms + horizon * 86400000 <= $known_ms) AS mature,
    count(*) FILTER (WHERE at_ms + horizon * 86400000 <= $known_ms AND back_ms <= at_ms + horizon * 86400000) AS back
FROM solutions_seen CROSS JOIN horizons
GROUP BY solved_week, horizon
ORDER BY solved_week, horizon
