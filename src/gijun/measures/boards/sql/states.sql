-- What people of these teams were doing on a day, and when it should have ended (none: no limit).
SELECT
    segments.agent_id AS whose_id, segments.kind AS state, segments.reason AS why,
    segments.from_ms AS since_ms, segments.to_ms AS until_ms, segments.still AS lasts, entered.limit_ms AS ends_by_ms
FROM segments
JOIN selected ON selected.team_id = segments.team_id
LEFT JOIN (
    SELECT
        agent_id AS entered_id, happened_ms AS entered_ms,
        max(json_extract(data, '$.ends_by_ms')::BIGINT) AS limit_ms
    FROM events
    WHERE name = 'organisation.state_entered' AND day BETWEEN $before AND $after
    GROUP BY agent_id, happened_ms
) AS entered
    ON entered.entered_id = segments.agent_id AND entered.entered_ms = segments.from_ms
WHERE segments.day = $day AND segments.kind <> 'offline' AND segments.to_ms > segments.from_ms
ORDER BY segments.agent_id, segments.from_ms
