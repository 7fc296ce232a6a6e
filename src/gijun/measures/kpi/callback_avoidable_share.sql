-- name: callback_avoidable_share
-- group: promises
-- order: 210
-- ko: 피할 수 있었던 콜백
-- en: Avoidable call backs
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 콜백 없이 끝낼 수 있었다고 상담사가 기록한 콜백.
-- numerator.en: Of these, those the agent says could have been settled without calling back.
-- denominator.ko: 피할 수 있었는지 기록된, 끝난 콜백.
-- denominator.en: Call backs made of which the agent said whether they could have been avoided.
-- attribution.ko: 콜백을 마친 영업일, 맡은 사람의 팀, 티켓의 채널.
-- attribution.en: Business day on which the call back was done; the team of whoever made it, the ticket's channel.
-- exclusions.ko: '모름'으로 기록된 콜백, 무효 처리된 문의.
-- exclusions.en: Call backs of which it is not known; voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 피할 수 있었는지 기록된 콜백이 하나 있으면 보입니다.
-- needs.en: Shows as soon as somebody has said of one call back whether it could have been avoided.
-- maturity_days: 0
-- version: 1
-- source: Gijun; what agents say, not measured
SELECT
    day, channel, team_id,
    count(*) FILTER (json_extract_string(data, '$.avoidable') = 'yes') AS numerator,
    count(*) AS denominator, 0 AS immature
FROM events
WHERE name = 'desk.promise_kept' AND kind = 'callback'
    AND json_extract_string(data, '$.avoidable') IN ('yes', 'no')
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
GROUP BY day, channel, team_id
