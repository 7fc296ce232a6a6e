-- Sums of contacts by everything they are looked at by.
SELECT
    day, slot, channel, team_id, reason_id, mode, offered, answered, solved, answered_solved, one_stop, reopened,
    handed_on, replies, worked_ms, answered_worked_ms, first_response_ms
FROM cube
