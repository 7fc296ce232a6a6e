-- What each agent has been doing since the last fact, where `old_lasting` says what it was before `entries`.
SELECT
    agent_id,
    arg_max(team_id, place) AS team_id,
    arg_max(kind, place) AS kind,
    arg_max(reason, place) AS reason,
    arg_max(from_ms, place) AS from_ms,
    arg_max(position, place) AS position
FROM (
    SELECT
        agent_id, coalesce(team_id, 0) AS team_id, position, happened_ms AS from_ms, place,
        json_extract_string(data, '$.state') AS kind, json_extract_string(data, '$.reason') AS reason
    FROM entries
    UNION ALL
    SELECT agent_id, team_id, position, from_ms, from_ms::HUGEINT * 1000000000000 + position, kind, reason
    FROM old_lasting
)
GROUP BY agent_id
