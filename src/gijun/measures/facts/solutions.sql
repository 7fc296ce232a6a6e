-- One row per solution that nobody took back, of contacts that were not voided. `by_right`: a contact of the ticket was ended by right since the
-- solution before.
WITH
undone AS (
    SELECT ticket_id AS undone_ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS undone_ms
    FROM events WHERE name = 'desk.solve_undone'
    UNION
    SELECT written.ticket_id, written.happened_ms
    FROM events AS written
    JOIN events AS withdrawn
        ON withdrawn.name = 'desk.reply_withdrawn' AND withdrawn.message_id = written.message_id
    WHERE written.name = 'desk.reply_written' AND json_extract_string(withdrawn.data, '$.solve_undone') = 'true'
),
told AS (
    SELECT
        events.*,
        count(*) FILTER (name = 'desk.contact_ended_by_right') OVER (
            PARTITION BY ticket_id ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS endings
    FROM events
    LEFT JOIN undone
        ON name = 'desk.ticket_solved' AND undone_ticket_id = events.ticket_id AND undone_ms = events.happened_ms
    WHERE (name = 'desk.ticket_solved' AND undone_ticket_id IS NULL) OR name = 'desk.contact_ended_by_right'
)
SELECT
    ticket_id, contact_id, day, channel, team_id, happened_ms AS solved_ms,
    endings > coalesce(lag(endings) OVER (PARTITION BY ticket_id ORDER BY place), 0) AS by_right
FROM told
WHERE name = 'desk.ticket_solved'
    AND coalesce(contact_id, 0) NOT IN (
        SELECT contact_id FROM events WHERE name = 'desk.contact_voided' AND contact_id IS NOT NULL
    )
