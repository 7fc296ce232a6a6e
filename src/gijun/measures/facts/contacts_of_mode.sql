-- Contacts with the mode in which their centre worked when they came in, and of those only the asked ones.
SELECT all_contacts.*, coalesce(modes.mode, 'normal') AS mode
FROM all_contacts
LEFT JOIN teams ON teams.team_id = all_contacts.team_id
LEFT JOIN modes ON modes.centre_id = teams.centre_id
    AND all_contacts.opened_ms >= modes.began_ms AND all_contacts.opened_ms < modes.until_ms
WHERE coalesce(modes.mode, 'normal') = (SELECT asked_mode FROM asked_modes)
