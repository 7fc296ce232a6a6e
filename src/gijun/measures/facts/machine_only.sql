-- Contacts that were solved without any person answering, after a machine had.
SELECT contact_id
FROM contacts
WHERE NOT voided AND first_reply_ms IS NULL AND solved_ms IS NOT NULL AND contact_id IN (
    SELECT contact_id FROM events
    WHERE name = 'desk.auto_answer_sent' OR (name = 'desk.reply_written' AND coalesce(automatic, '') <> '')
)
