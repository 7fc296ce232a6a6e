-- Contacts over growth figures, for centres that were asked for whole. Days without a figure give neither.
SELECT
    growth.kind AS kind, contacts.day AS day, contacts.channel AS channel, contacts.team_id AS team_id,
    count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM contacts
JOIN teams ON teams.team_id = contacts.team_id
JOIN selected ON selected.team_id = teams.centre_id
JOIN growth ON growth.centre_id = teams.centre_id AND growth.figure_day = contacts.day
WHERE NOT contacts.voided
GROUP BY growth.kind, contacts.day, contacts.channel, contacts.team_id
UNION ALL
SELECT kind, figure_day, '', centre_id, 0, figure, 0 FROM growth
