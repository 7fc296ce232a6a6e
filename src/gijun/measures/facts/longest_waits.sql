-- For each contact that was answered, the longest its customer waited for a reply of a person.
WITH
said AS (
    SELECT
        coalesce(contacts.ticket_id, events.ticket_id) AS said_on_id, events.contact_id AS said_in_id,
        happened_ms AS said_ms, place AS said_place, name = 'desk.reply_written' AS is_reply
    FROM events
    LEFT JOIN contacts ON contacts.contact_id = events.contact_id
    WHERE name = 'desk.contact_opened'
        OR (name = 'desk.message_received' AND coalesce(automatic, '') = '')
        OR (name = 'desk.reply_written' AND events.agent_id IS NOT NULL AND coalesce(automatic, '') = ''
            AND message_id NOT IN (SELECT message_id FROM events WHERE name = 'desk.reply_withdrawn'))
),
counted AS (
    SELECT
        *, coalesce(
            sum(CASE WHEN is_reply THEN 1 ELSE 0 END) OVER (
                PARTITION BY said_on_id ORDER BY said_place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), 0
        ) AS turn
    FROM said
),
answers AS (
    SELECT said_on_id AS told_on_id, turn AS told_turn, min(said_ms) AS told_ms
    FROM counted WHERE is_reply GROUP BY said_on_id, turn
),
questions AS (
    SELECT said_on_id AS asked_on_id, turn AS asked_turn, said_in_id AS asked_in_id, min(said_ms) AS asked_ms
    FROM counted WHERE NOT is_reply GROUP BY said_on_id, turn, said_in_id
)
SELECT
    contacts.day AS day, contacts.channel AS channel, contacts.team_id AS team_id,
    max(told_ms - asked_ms) AS longest_ms
FROM questions
JOIN answers ON told_on_id = asked_on_id AND told_turn = asked_turn
JOIN contacts ON contacts.contact_id = asked_in_id
WHERE NOT contacts.voided
GROUP BY contacts.contact_id, contacts.day, contacts.channel, contacts.team_id
