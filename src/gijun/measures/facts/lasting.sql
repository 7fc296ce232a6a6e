-- What each agent has been doing since the last fact that told of it.
SELECT
    agent_id,
    arg_max(coalesce(team_id, 0), place) AS team_id,
    arg_max(json_extract_string(data, '$.state'), place) AS kind,
    arg_max(json_extract_string(data, '$.reason'), place) AS reason,
    arg_max(happened_ms, place) AS from_ms,
    arg_max(position, place) AS position
FROM entries
GROUP BY agent_id
