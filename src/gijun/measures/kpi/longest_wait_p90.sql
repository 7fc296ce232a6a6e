-- name: longest_wait_p90
-- group: speed
-- order: 61
-- ko: 고객이 가장 오래 기다린 시간 90백분위
-- en: Longest wait in a contact, 90th percentile
-- unit: duration
-- form: p90
-- total: period
-- standing: plain
-- numerator.ko: 문의마다 고객이 답을 기다린 가장 긴 시간(밤·주말 포함): 아직 답을 못 받은 첫 메시지부터 사람의 다음 답장까지.
-- numerator.en: Of each contact the longest time the customer waited for an answer, nights and weekends included: from the first message not answered yet to the next reply by a person.
-- denominator.ko: 사람이 한 번이라도 답장한 문의.
-- denominator.en: Contacts a person answered at least once.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의, 회수한 답장, 봇과 자동 메시지.
-- exclusions.en: Voided contacts; replies taken back; bots and automatic messages.
-- maturity.ko: 답장이 오면 바뀜.
-- maturity.en: Changes when an answer comes.
-- needs.ko: 답장한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 1
-- source: zammad issue 3410: the wait of the customer, not the time from creation to the last activity
WITH
said AS (
    SELECT
        coalesce(contacts.ticket_id, events.ticket_id) AS said_on_id, events.contact_id AS said_in_id,
        happened_ms AS said_ms, place AS said_place, name = 'desk.reply_written' AS is_reply
    FROM events
    LEFT JOIN contacts ON contacts.contact_id = events.contact_id
    WHERE name = 'desk.contact_opened'
        OR (name = 'desk.message_received' AND coalesce(automatic, '') = '')
        OR (name = 'desk.reply_written' AND events.agent_id IS NOT NULL AND coalesce(automatic, '') = ''
            AND message_id NOT IN (SELECT message_id FROM events WHERE name = 'desk.reply_withdrawn'))
),
counted AS (
    SELECT
        *, coalesce(
            sum(CASE WHEN is_reply THEN 1 ELSE 0 END) OVER (
                PARTITION BY said_on_id ORDER BY said_place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), 0
        ) AS turn
    FROM said
),
answers AS (
    SELECT said_on_id AS told_on_id, turn AS told_turn, min(said_ms) AS told_ms
    FROM counted WHERE is_reply GROUP BY said_on_id, turn
),
questions AS (
    SELECT said_on_id AS asked_on_id, turn AS asked_turn, said_in_id AS asked_in_id, min(said_ms) AS asked_ms
    FROM counted WHERE NOT is_reply GROUP BY said_on_id, turn, said_in_id
)
SELECT
    contacts.day AS day, contacts.channel AS channel, contacts.team_id AS team_id,
    max(told_ms - asked_ms) AS observed
FROM questions
JOIN answers ON told_on_id = asked_on_id AND told_turn = asked_turn
JOIN contacts ON contacts.contact_id = asked_in_id
WHERE NOT contacts.voided
GROUP BY contacts.contact_id, contacts.day, contacts.channel, contacts.team_id
