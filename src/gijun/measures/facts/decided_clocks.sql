-- Clocks that were decided: kept, or run out. One whose reply or solution was taken back is decided once more: the
-- last word counts.
SELECT decided_day AS day, decided_channel AS channel, decided_team_id AS team_id, decided_agent_id AS agent_id, metric, was_kept
FROM (
    SELECT
        day AS decided_day, channel AS decided_channel, team_id AS decided_team_id, agent_id AS decided_agent_id,
        json_extract_string(data, '$.metric') AS metric, name = 'desk.clock_kept' AS was_kept,
        row_number() OVER (
            PARTITION BY ticket_id, json_extract_string(data, '$.metric'), json_extract_string(data, '$.turn')
            ORDER BY place DESC
        ) AS latest
    FROM events
    LEFT JOIN (
        SELECT ticket_id AS undone_ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS undone_ms
        FROM events WHERE name = 'desk.solve_undone'
    ) AS undone
        ON name = 'desk.clock_kept' AND undone_ticket_id = ticket_id AND undone_ms = happened_ms
    WHERE name IN ('desk.clock_kept', 'desk.clock_breached') AND undone_ticket_id IS NULL
) AS told
WHERE latest = 1
