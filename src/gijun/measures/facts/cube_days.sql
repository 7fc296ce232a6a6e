-- The cube without slots and reasons: what tiles and a year at a glance need.
SELECT
    day, channel, team_id, mode,
    sum(offered)::BIGINT AS offered, sum(answered)::BIGINT AS answered, sum(solved)::BIGINT AS solved,
    sum(answered_solved)::BIGINT AS answered_solved, sum(one_stop)::BIGINT AS one_stop,
    sum(reopened)::BIGINT AS reopened, sum(handed_on)::BIGINT AS handed_on, sum(replies)::BIGINT AS replies,
    sum(worked_ms)::BIGINT AS worked_ms, sum(answered_worked_ms)::BIGINT AS answered_worked_ms,
    sum(first_response_ms)::BIGINT AS first_response_ms
FROM cube
GROUP BY day, channel, team_id, mode
