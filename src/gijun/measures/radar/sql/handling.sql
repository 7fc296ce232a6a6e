-- Work on contacts of a centre by the business day they came in: how many were worked on, and how long in all.
SELECT contacts.day AS on_day, count(*) AS n, sum(contacts.worked_ms)::BIGINT AS total_ms
FROM contacts
JOIN asked_teams ON asked_teams.asked_team_id = contacts.team_id
WHERE NOT contacts.voided AND contacts.worked_ms > 0 AND contacts.day BETWEEN $first AND $last
GROUP BY contacts.day
