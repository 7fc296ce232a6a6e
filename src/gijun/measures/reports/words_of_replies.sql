-- One row a contact reason and team: replies by people, and whose words they hold. A reply may hold both kinds.
WITH
replies AS (
    SELECT message_id, contact_id, team_id
    FROM events
    WHERE
        name = 'desk.reply_written' AND agent_id IS NOT NULL AND coalesce(automatic, '') = '' AND {asked}
        AND message_id NOT IN (SELECT message_id FROM events WHERE name = 'desk.reply_withdrawn')
        AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM contacts WHERE voided)
),
inserted AS (
    SELECT
        message_id, bool_or(name = 'desk.standard_used') AS is_agreed, bool_or(name = 'desk.snippet_used') AS is_unofficial
    FROM events WHERE name IN ('desk.standard_used', 'desk.snippet_used')
    GROUP BY message_id
)
SELECT
    contacts.reason_id, replies.team_id, count(*) AS replies,
    count(*) FILTER (is_agreed) AS agreed,
    count(*) FILTER (is_unofficial) AS unofficial,
    count(*) FILTER (is_agreed AND is_unofficial) AS both_kinds
FROM replies
LEFT JOIN inserted ON inserted.message_id = replies.message_id
LEFT JOIN contacts ON contacts.contact_id = replies.contact_id
GROUP BY contacts.reason_id, replies.team_id
ORDER BY contacts.reason_id, replies.team_id
