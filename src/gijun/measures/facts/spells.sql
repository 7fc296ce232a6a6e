-- Stretches in which a ticket was open at the end of each day from `from_day` to before `until_day` (none: still),
-- with the team that had it then. A merge ends the merged ticket; one that holds nothing but voided contacts never was.
WITH
void_tickets AS (
    SELECT ticket_id AS void_id FROM events
    WHERE name = 'desk.contact_opened'
    GROUP BY ticket_id
    HAVING bool_and(contact_id IN (SELECT contact_id FROM events WHERE name = 'desk.contact_voided'))
),
undone_solves AS (
    SELECT ticket_id AS undone_ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS undone_ms
    FROM events WHERE name = 'desk.solve_undone'
    UNION
    SELECT written.ticket_id, written.happened_ms
    FROM events AS written
    JOIN events AS withdrawn
        ON withdrawn.name = 'desk.reply_withdrawn' AND withdrawn.message_id = written.message_id
    WHERE written.name = 'desk.reply_written' AND json_extract_string(withdrawn.data, '$.solve_undone') = 'true'
),
changes AS (
    SELECT
        ticket_id AS matter_id, channel AS door, team_id AS holder_team_id, day AS changed_day, place AS changed_place,
        CASE
            WHEN name IN ('desk.ticket_opened', 'desk.ticket_reopened') THEN true
            WHEN name IN ('desk.ticket_solved', 'desk.ticket_closed', 'desk.ticket_merged') THEN false
        END AS turned,
        CASE WHEN name = 'desk.ticket_opened' THEN happened_ms END AS began_ms
    FROM events
    LEFT JOIN undone_solves
        ON name = 'desk.ticket_solved' AND undone_ticket_id = events.ticket_id AND undone_ms = events.happened_ms
    WHERE undone_ticket_id IS NULL AND name IN (
        'desk.ticket_opened', 'desk.ticket_reopened', 'desk.ticket_assigned', 'desk.ticket_released',
        'desk.ticket_solved', 'desk.ticket_closed', 'desk.ticket_merged'
    )
),
states AS (
    SELECT
        matter_id, door, holder_team_id, changed_day, changed_place,
        min(began_ms) OVER (PARTITION BY matter_id) AS first_ms,
        last_value(turned IGNORE NULLS) OVER (
            PARTITION BY matter_id ORDER BY changed_place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS is_open,
        lead(changed_day) OVER (PARTITION BY matter_id ORDER BY changed_place) AS next_day
    FROM changes
)
SELECT
    matter_id AS ticket_id, door AS channel, holder_team_id AS team_id, first_ms AS opened_ms,
    changed_day AS from_day, next_day AS until_day
FROM states
WHERE is_open AND (next_day IS NULL OR next_day > changed_day)
    AND matter_id NOT IN (SELECT void_id FROM void_tickets)
ORDER BY ticket_id, changed_place
