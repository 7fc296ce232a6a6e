-- Contacts that came in, by group of teams with the same business day, by day and elapsed half-hour.
SELECT day_rules.rule_at AS rule_group, cube.day AS on_day, cube.slot AS half_hour, sum(cube.offered)::BIGINT AS came
FROM cube
JOIN day_rules ON day_rules.ruled_team_id = cube.team_id
WHERE cube.day BETWEEN $first AND $last
    AND (len($channels) = 0 OR list_contains($channels, cube.channel))
    AND (NOT $by_reason OR cube.reason_id IN (SELECT asked_reason_id FROM asked_reasons))
GROUP BY day_rules.rule_at, cube.day, cube.slot
