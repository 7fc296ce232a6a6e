-- One row per queue a call stood in. A call that overflows or is passed to another queue has several. Told twice,
-- a fact counts once: the first counts.
SELECT
    call_id, leg,
    min(about_contact_id) AS contact_id,
    min(door) AS channel,
    arg_min(where_id, told_place) FILTER (WHERE what = 'telephony.call_queued') AS team_id,
    arg_min(told_day, told_place) FILTER (WHERE what = 'telephony.call_queued') AS day,
    min(told_ms) FILTER (WHERE what = 'telephony.call_queued') AS queued_ms,
    coalesce(min(told_within_ms) FILTER (WHERE what = 'telephony.call_queued'), 20000) AS within_ms,
    coalesce(min(told_short_ms) FILTER (WHERE what = 'telephony.call_queued'), 5000) AS short_ms,
    min(told_ms) FILTER (WHERE what = 'telephony.call_answered') AS answered_ms,
    min(told_ms) FILTER (WHERE what = 'telephony.call_abandoned') AS abandoned_ms,
    min(told_ms) FILTER (WHERE what = 'telephony.call_left_queue') AS left_ms
FROM telephony
GROUP BY call_id, leg
HAVING count(*) FILTER (WHERE what = 'telephony.call_queued') > 0
