-- Agents' states, cut at the ends of business days; one that still lasts reaches to what is known.
SELECT agent_id, team_id, kind, reason, day, from_ms, to_ms, false AS still FROM spans
UNION ALL
SELECT
    lasting.agent_id, lasting.team_id, lasting.kind, lasting.reason, bounds.day,
    greatest(lasting.from_ms, bounds.begin_ms), least(known.known_ms, bounds.end_ms), bounds.end_ms >= known.known_ms
FROM lasting
CROSS JOIN known
JOIN bounds
    ON bounds.team_id = coalesce(lasting.team_id, 0)
    AND bounds.begin_ms < known.known_ms AND bounds.end_ms > lasting.from_ms
