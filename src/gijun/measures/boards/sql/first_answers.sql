-- First answers whose clock was decided, by team and person.
SELECT team_id AS where_id, agent_id AS whose_id, count(*) FILTER (was_kept) AS kept, count(*) AS decided
FROM decided_clocks
WHERE metric = 'first_response' AND day BETWEEN $first AND $last
    AND (len($channels) = 0 OR list_contains($channels, channel))
GROUP BY team_id, agent_id
