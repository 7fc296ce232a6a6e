-- Time in a state by day: a stretch that reaches over the change of a day is cut there.
SELECT
    days.day AS day, spells.team_id AS team_id, spells.agent_id AS agent_id, spells.state AS state,
    least(spells.until_ms, days.end_ms) - greatest(spells.began_ms, days.begin_ms) AS lasted_ms
FROM state_spells AS spells
JOIN days
    ON days.team_id = spells.team_id AND spells.began_ms < days.end_ms AND spells.until_ms > days.begin_ms
