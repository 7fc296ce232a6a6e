-- Stretches in which an agent was in a state; the last one lasts until the figures were counted.
SELECT
    agent_id, team_id, state, reason, began_ms, coalesce(next_ms, as_of_ms) AS until_ms
FROM (
    SELECT
        agent_id, team_id, json_extract_string(data, '$.state') AS state,
        json_extract_string(data, '$.reason') AS reason, happened_ms AS began_ms,
        lead(happened_ms) OVER (PARTITION BY agent_id ORDER BY place) AS next_ms
    FROM events WHERE name = 'organisation.state_entered'
) AS entered
CROSS JOIN asked
WHERE state <> 'offline'
