-- Contacts of a centre by reason (0: none was chosen), and how long their customers waited for the first answer:
-- each at most a day, those without an answer until they were solved, or until now.
SELECT
    coalesce(contacts.reason_id, 0) AS about, count(*) AS n,
    sum(least(
        $longest_ms,
        coalesce(
            contacts.first_response_ms,
            coalesce(contacts.solved_ms, $as_of_ms) - contacts.opened_ms
        )
    ))::BIGINT AS total_ms
FROM contacts
JOIN asked_teams ON asked_teams.asked_team_id = contacts.team_id
WHERE NOT contacts.voided AND contacts.day BETWEEN $first AND $last
GROUP BY coalesce(contacts.reason_id, 0)
