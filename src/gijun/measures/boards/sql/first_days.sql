-- The first day on which a contact is known, by group of teams with the same business day.
SELECT day_rules.rule_at AS rule_group, min(cube_days.day) AS first_day
FROM cube_days
JOIN day_rules ON day_rules.ruled_team_id = cube_days.team_id
GROUP BY day_rules.rule_at
