-- Contacts that came in, and how many of them are solved, by team.
SELECT team_id AS where_id, sum(solved)::BIGINT AS done, sum(offered)::BIGINT AS came
FROM cube_days
WHERE day BETWEEN $first AND $last AND (len($channels) = 0 OR list_contains($channels, channel))
GROUP BY team_id
