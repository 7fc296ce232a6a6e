-- Stretches in which a ticket was open at the end of each day, from `day` to before `until_day` (none: still).
SELECT ticket_id, channel, team_id, opened_ms, from_day AS day, until_day
FROM spells
