-- name: handle_time
-- group: workload
-- order: 60
-- ko: 평균 처리 시간 (AHT)
-- en: Average handle time (AHT)
-- unit: duration
-- form: mean
-- total: period
-- standing: plain
-- numerator.ko: 응대한 문의에 든 시간의 합. 전화는 통화, 보류, 후처리 시간, 그 밖의 채널은 맡은 상담사가 티켓을 열어 둔 시간.
-- numerator.en: Time spent on answered contacts: of calls talk, hold and wrap-up; of others, stretches in which the holder had the ticket open.
-- denominator.ko: 응대한 문의 수.
-- denominator.en: Contacts answered.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀. 작업한 날이 아니라 문의가 열린 날.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to. Not the day of the work.
-- exclusions.ko: 무효 처리된 문의, 답장하지 않은 문의, 종료권으로 끝낸 문의, 통화 시간을 모르는 전화.
-- exclusions.en: Voided contacts; contacts not answered; contacts ended by right; calls of which nobody knows how long they lasted.
-- maturity.ko: 작업이 끝나면 바뀜. 작업 기록이 없는 응대는 0초로 셈.
-- maturity.en: Changes when work ends. An answer without recorded work counts with 0 seconds.
-- needs.ko: 답장한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 3
-- source: talk + hold + wrap-up per contact, as contact centres publish it; work on the ticket where there is no call
SELECT
    day, channel, team_id,
    sum(coalesce(called_ms, worked_ms))::BIGINT AS numerator, count(*) AS denominator, 0 AS immature
FROM contacts
LEFT JOIN (
    SELECT
        contact_id AS calling_id, sum(talk_ms + held_ms + wrap_ms) AS called_ms,
        bool_or(hung_up_ms IS NOT NULL AND talk_ms IS NULL) AS is_unknown
    FROM call_parts GROUP BY contact_id
) AS called ON calling_id = contact_id
WHERE NOT voided AND first_reply_ms IS NOT NULL AND NOT coalesce(is_unknown, false)
    AND contact_id NOT IN (
        SELECT contact_id FROM events WHERE name = 'desk.contact_ended_by_right' AND contact_id IS NOT NULL
    )
GROUP BY day, channel, team_id
