-- Contacts of a centre by business day and reason (0: none was chosen); voided ones are left out.
SELECT contacts.day AS on_day, coalesce(contacts.reason_id, 0) AS about, count(*) AS n
FROM contacts
JOIN asked_teams ON asked_teams.asked_team_id = contacts.team_id
WHERE NOT contacts.voided AND contacts.day BETWEEN $first AND $last
GROUP BY contacts.day, coalesce(contacts.reason_id, 0)
