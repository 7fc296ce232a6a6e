-- First answers whose clock was decided, by team and person; counted as the measure `sla_first_response` counts them.
SELECT team_id AS where_id, agent_id AS whose_id, count(*) FILTER (name = 'desk.clock_kept') AS kept, count(*) AS decided
FROM (
    SELECT
        day, channel, team_id, agent_id, name,
        row_number() OVER (
            PARTITION BY ticket_id, json_extract_string(data, '$.turn') ORDER BY place DESC
        ) AS latest
    FROM events
    LEFT JOIN (
        SELECT ticket_id AS undone_ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS undone_ms
        FROM events WHERE name = 'desk.solve_undone'
    ) AS undone
        ON name = 'desk.clock_kept' AND undone_ticket_id = ticket_id AND undone_ms = happened_ms
    WHERE name IN ('desk.clock_kept', 'desk.clock_breached') AND undone_ticket_id IS NULL
        AND json_extract_string(data, '$.metric') = 'first_response'
) AS judged
WHERE latest = 1 AND day BETWEEN $first AND $last
    AND (len($channels) = 0 OR list_contains($channels, channel))
GROUP BY team_id, agent_id
