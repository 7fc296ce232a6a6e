-- name: transfer_rate
-- group: quality
-- order: 124
-- ko: 이관·호전환율
-- en: Transfer rate
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 해결될 때까지 다른 상담사에게 넘어갔거나, 전화를 둘 이상의 상담사가 이어 받은 문의.
-- numerator.en: Of these, contacts handed to another agent before they were solved, or whose call more than one agent took.
-- denominator.ko: 응대한 문의.
-- denominator.en: Contacts answered.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험).
-- exclusions.en: Voided contacts (spam, tests).
-- maturity.ko: 나중에 넘어가면 늘어남.
-- maturity.en: Grows when contacts are handed over later.
-- needs.ko: 응대한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT
    day, channel, team_id,
    count(*) FILTER (
        WHERE reassigned OR contact_id IN (
            SELECT contact_id FROM call_parts GROUP BY contact_id HAVING count(DISTINCT agent_id) > 1
        )
    ) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND first_reply_ms IS NOT NULL
GROUP BY day, channel, team_id
