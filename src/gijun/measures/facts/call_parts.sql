-- One row per agent who spoke in a call, with the time of each part. `talk_ms` is none where nobody knows: the
-- telephone system was lost in mid-call. It falls to the day on which its last part ended.
SELECT
    call_id, leg, whose_id AS agent_id,
    min(about_contact_id) AS contact_id,
    min(door) AS channel,
    arg_min(where_id, told_place) AS team_id,
    arg_max(told_day, told_place) FILTER (WHERE what IN ('telephony.call_ended', 'telephony.wrap_ended')) AS day,
    min(told_ms) FILTER (WHERE what = 'telephony.call_answered') AS answered_ms,
    min(told_ms) FILTER (WHERE what = 'telephony.call_ended') AS hung_up_ms,
    max(told_ms) FILTER (WHERE what = 'telephony.wrap_ended') AS wrapped_ms,
    max(told_talk_ms) FILTER (WHERE what = 'telephony.call_ended') AS talk_ms,
    coalesce(sum(told_held_ms) FILTER (WHERE what = 'telephony.call_held'), 0)::BIGINT AS held_ms,
    coalesce(max(told_wrap_ms) FILTER (WHERE what = 'telephony.wrap_ended'), 0) AS wrap_ms,
    count(*) FILTER (WHERE what = 'telephony.call_held') AS holds,
    bool_or(what = 'telephony.call_ended' AND why = 'transfer') AS transferred
FROM telephony
WHERE whose_id IS NOT NULL AND what IN (
    'telephony.call_answered', 'telephony.call_held', 'telephony.call_ended', 'telephony.wrap_ended'
)
GROUP BY call_id, leg, whose_id
HAVING count(*) FILTER (WHERE what = 'telephony.call_answered') > 0
