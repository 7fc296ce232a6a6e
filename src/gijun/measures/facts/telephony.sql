-- What the telephone system told about calls of contacts that are asked about and were not voided.
SELECT
    name AS what, happened_ms AS told_ms, place AS told_place, day AS told_day,
    contact_id AS about_contact_id, agent_id AS whose_id, team_id AS where_id, channel AS door,
    json_extract(data, '$.call_id')::BIGINT AS call_id,
    json_extract(data, '$.leg')::BIGINT AS leg,
    json_extract(data, '$.within_ms')::BIGINT AS told_within_ms,
    json_extract(data, '$.short_ms')::BIGINT AS told_short_ms,
    json_extract(data, '$.talk_ms')::BIGINT AS told_talk_ms,
    json_extract(data, '$.held_ms')::BIGINT AS told_held_ms,
    json_extract(data, '$.wrap_ms')::BIGINT AS told_wrap_ms,
    json_extract_string(data, '$.why') AS why
FROM events
WHERE name IN (
        'telephony.call_queued', 'telephony.call_offered', 'telephony.call_missed', 'telephony.call_answered',
        'telephony.call_abandoned', 'telephony.call_left_queue', 'telephony.call_held', 'telephony.call_ended',
        'telephony.wrap_ended'
    )
    AND contact_id IN (SELECT contact_id FROM contacts WHERE NOT voided)
