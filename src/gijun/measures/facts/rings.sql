-- Every time something asked one agent: a ringing call, a ticket that was offered. `took_ms`: until they answered;
-- `verdict`: answered or missed, none where the agent had no say (the caller hung up, somebody else was quicker).
WITH
asked_agents AS (
    SELECT
        'call' AS ringing, call_id AS ring_id, leg, about_contact_id AS ring_contact_id, whose_id AS rung_id,
        where_id AS rung_team_id, door AS ring_channel, told_day AS ring_day, told_ms AS rang_ms,
        told_place AS ring_place, what,
        lead(what) OVER same_agent AS next_what, lead(told_ms) OVER same_agent AS next_ms
    FROM telephony
    WHERE whose_id IS NOT NULL
        AND what IN ('telephony.call_offered', 'telephony.call_missed', 'telephony.call_answered')
    WINDOW same_agent AS (PARTITION BY call_id, leg, whose_id ORDER BY told_place)
),
offers AS (
    SELECT
        agent_id AS rung_id, team_id AS rung_team_id, channel AS ring_channel, day AS ring_day, happened_ms AS rang_ms,
        name AS what, json_extract_string(data, '$.answer') AS said, happened_ms AS said_ms,
        json_extract(data, '$.offer_id')::BIGINT AS offer_id
    FROM events WHERE name IN ('desk.ticket_offered', 'desk.offer_answered')
)
SELECT
    ring_day AS day, ring_channel AS channel, rung_team_id AS team_id, rung_id AS agent_id,
    CASE next_what
        WHEN 'telephony.call_answered' THEN 'answered'
        WHEN 'telephony.call_missed' THEN 'missed'
    END AS verdict,
    next_ms - rang_ms AS took_ms
FROM asked_agents WHERE what = 'telephony.call_offered'
UNION ALL
SELECT
    offered.ring_day, offered.ring_channel, offered.rung_team_id, offered.rung_id,
    CASE WHEN answers.said = 'accepted' THEN 'answered' WHEN answers.said IN ('refused', 'expired') THEN 'missed' END,
    answers.said_ms - offered.rang_ms
FROM offers AS offered
JOIN offers AS answers ON answers.offer_id = offered.offer_id AND answers.what = 'desk.offer_answered'
WHERE offered.what = 'desk.ticket_offered'
