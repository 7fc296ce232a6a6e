-- name: consults_per_100
-- group: asking
-- order: 10
-- ko: 문의 100건당 부서 확인 요청
-- en: Consults per 100 contacts
-- unit: per_100
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 이 문의에서 정책 부서에 보낸 확인 요청.
-- numerator.en: Questions to policy departments that were asked in these contacts.
-- denominator.ko: 응대한 문의.
-- denominator.en: Contacts answered.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), 답장하지 않은 문의의 요청.
-- exclusions.en: Voided contacts (spam, tests); questions in contacts not answered.
-- maturity.ko: 나중에 요청하면 늘어남.
-- maturity.en: Grows when questions are asked later.
-- needs.ko: 응대한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT
    day, channel, team_id,
    coalesce(sum(times_asked), 0)::BIGINT AS numerator, count(*) AS denominator, 0 AS immature
FROM contacts
LEFT JOIN (
    SELECT contact_id AS asking_id, count(*) AS times_asked
    FROM events WHERE name = 'desk.consult_asked' GROUP BY contact_id
) AS consults ON asking_id = contact_id
WHERE NOT voided AND first_reply_ms IS NOT NULL
GROUP BY day, channel, team_id
