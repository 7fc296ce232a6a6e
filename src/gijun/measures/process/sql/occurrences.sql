-- What happened to the tickets of the asked contacts: one row a fact that is an asked activity. Replies and
-- solutions that were taken back never happened; the message a contact came in with is its coming in.
WITH
chosen AS (
    SELECT DISTINCT first_ticket_id AS chosen_id
    FROM contacts
    WHERE NOT voided AND {asked}
        AND (NOT $by_reason OR reason_id IN (SELECT asked_reason_id FROM asked_reasons))
),
withdrawn AS (
    SELECT message_id AS withdrawn_id, ticket_id AS withdrawn_ticket_id
    FROM events WHERE name = 'desk.reply_withdrawn'
),
undone AS (
    SELECT ticket_id AS undone_ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS undone_ms
    FROM events WHERE name = 'desk.solve_undone'
    UNION
    SELECT written.ticket_id, written.happened_ms
    FROM events AS written JOIN events AS gone
        ON gone.name = 'desk.reply_withdrawn' AND gone.message_id = written.message_id
    WHERE written.name = 'desk.reply_written' AND json_extract_string(gone.data, '$.solve_undone') = 'true'
),
beginnings AS (
    SELECT contact_id AS begun_id, min(happened_ms) AS begun_ms
    FROM events WHERE name = 'desk.contact_opened' GROUP BY contact_id
)
SELECT
    events.ticket_id AS case_id, activities.code AS activity, events.happened_ms AS at_ms,
    events.position AS seq, events.team_id AS department, events.agent_id AS resource
FROM events
JOIN activities ON activities.fact = events.name
JOIN chosen ON chosen.chosen_id = events.ticket_id
LEFT JOIN withdrawn
    ON events.name = 'desk.reply_written' AND withdrawn.withdrawn_id = events.message_id
LEFT JOIN undone
    ON events.name = 'desk.ticket_solved' AND undone.undone_ticket_id = events.ticket_id
    AND undone.undone_ms = events.happened_ms
LEFT JOIN beginnings
    ON events.name = 'desk.message_received' AND beginnings.begun_id = events.contact_id
    AND beginnings.begun_ms = events.happened_ms
WHERE withdrawn.withdrawn_id IS NULL
    AND undone.undone_ticket_id IS NULL
    AND beginnings.begun_id IS NULL
    AND (events.name NOT IN ('desk.reply_written', 'desk.message_received') OR coalesce(events.automatic, '') = '')
