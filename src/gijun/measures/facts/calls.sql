-- One row per call that reached a queue: it belongs to the queue it stood in first, and waits from then on through
-- every other. Answered in any queue it was answered; else what ended its last queue decides (none: it still waits).
WITH
last_legs AS (
    SELECT
        call_id AS ended_call_id, max(leg) AS last_leg, min(answered_ms) AS picked_up_ms,
        arg_max(coalesce(abandoned_ms, -1), leg) AS hung_up_ms, arg_max(coalesce(left_ms, -1), leg) AS went_ms
    FROM call_legs GROUP BY call_id
),
first_legs AS (
    SELECT *, row_number() OVER (PARTITION BY call_id ORDER BY queued_ms, leg) AS nth FROM call_legs
)
SELECT
    call_id, contact_id, channel, team_id, day, queued_ms, within_ms, short_ms, last_leg AS legs,
    CASE
        WHEN picked_up_ms IS NOT NULL THEN 'answered'
        WHEN hung_up_ms >= 0 THEN 'abandoned'
        WHEN went_ms >= 0 THEN 'passed_on'
    END AS outcome,
    CASE
        WHEN picked_up_ms IS NOT NULL THEN picked_up_ms - queued_ms
        WHEN hung_up_ms >= 0 THEN hung_up_ms - queued_ms
        WHEN went_ms >= 0 THEN went_ms - queued_ms
    END AS waited_ms
FROM first_legs JOIN last_legs ON ended_call_id = call_id
WHERE nth = 1
