-- Calls at the moment in which their service level is decided: answered or given up within the threshold, or the
-- threshold passes. It falls to the day of that moment. Calls passed on before count nowhere.
WITH
decided AS (
    SELECT
        channel AS door, team_id AS first_team_id,
        CASE
            WHEN waited_ms > within_ms OR outcome IS NULL THEN 'over'
            WHEN outcome = 'answered' THEN 'answered'
            WHEN outcome = 'abandoned' THEN 'abandoned'
        END AS verdict,
        queued_ms + least(coalesce(waited_ms, within_ms), within_ms) AS decided_ms
    FROM calls
)
SELECT days.day AS day, door AS channel, first_team_id AS team_id, verdict
FROM decided
JOIN days ON days.team_id = first_team_id AND decided_ms >= days.begin_ms AND decided_ms < days.end_ms
WHERE verdict IS NOT NULL
