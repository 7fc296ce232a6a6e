-- What agents were doing and how long, told by the fact that ended it, cut at the ends of business days.
SELECT
    entered.agent_id AS agent_id, entered.team_id AS team_id,
    entered.kind AS kind, entered.reason AS reason,
    bounds.day AS day,
    greatest(entered.began_ms, bounds.begin_ms) AS from_ms,
    least(entered.ended_ms, bounds.end_ms) AS to_ms,
    entered.position AS position
FROM (
    SELECT
        agent_id, team_id, position, happened_ms AS ended_ms,
        json_extract_string(data, '$.from_state') AS kind,
        json_extract_string(data, '$.from_reason') AS reason,
        json_extract(data, '$.since_ms')::BIGINT AS began_ms
    FROM entries
    WHERE json_extract_string(data, '$.from_state') <> '' AND json_extract_string(data, '$.since_ms') IS NOT NULL
) AS entered
JOIN bounds
    ON bounds.team_id = coalesce(entered.team_id, 0)
    AND bounds.begin_ms < entered.ended_ms AND bounds.end_ms > entered.began_ms
