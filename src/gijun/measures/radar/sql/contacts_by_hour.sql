-- Contacts of a centre by business day, hour of it and reason (0: none was chosen); voided ones are left out.
-- Where the clock is set back, the last hour lasts two.
SELECT
    contacts.day AS on_day, least(contacts.slot // 2, 23) AS on_hour, coalesce(contacts.reason_id, 0) AS about,
    count(*) AS n
FROM contacts
JOIN asked_teams ON asked_teams.asked_team_id = contacts.team_id
WHERE NOT contacts.voided AND contacts.day BETWEEN $first AND $last
GROUP BY contacts.day, least(contacts.slot // 2, 23), coalesce(contacts.reason_id, 0)
