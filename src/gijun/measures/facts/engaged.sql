-- Stretches in which an agent was busy with contacts, however often they lie over each other: work on tickets, calls
-- with what follows them, and the states that say so.
SELECT agent_id, team_id, happened_ms - worked_ms AS began_ms, happened_ms AS until_ms
FROM events WHERE name = 'desk.work_ended' AND agent_id IS NOT NULL AND worked_ms > 0
UNION ALL
SELECT agent_id, team_id, answered_ms, hung_up_ms
FROM call_parts WHERE hung_up_ms > answered_ms
UNION ALL
SELECT agent_id, team_id, wrapped_ms - wrap_ms, wrapped_ms
FROM call_parts WHERE wrap_ms > 0
UNION ALL
SELECT agent_id, team_id, began_ms, until_ms
FROM state_spells WHERE state IN ('in_contact', 'after_work')
