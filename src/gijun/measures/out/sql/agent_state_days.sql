-- What agents were doing, by business day; an agent is a number.
SELECT day, coalesce(team_id, 0) AS team_id, agent_id, kind AS state, reason, sum(to_ms - from_ms)::BIGINT AS lasted_ms
FROM segments
WHERE kind <> 'offline'
GROUP BY day, coalesce(team_id, 0), agent_id, kind, reason
