-- name: wrap_up_cost
-- group: workload
-- order: 150
-- ko: 정리 비용(건당)
-- en: Wrap-up cost, each
-- unit: duration
-- form: mean
-- total: period
-- standing: plain
-- numerator.ko: 종료 화면에서 상담유형과 항목을 채우는 데 든 시간의 합.
-- numerator.en: Time it took to fill reasons and fields when matters were closed.
-- denominator.ko: 정리한 횟수.
-- denominator.en: Times somebody wrapped up.
-- attribution.ko: 종료하며 정리한 영업일, 티켓의 채널, 정리한 상담사의 팀.
-- attribution.en: Business day of the wrap-up, the ticket's channel, the team of the agent who sorted it.
-- exclusions.ko: 무효 처리된 문의.
-- exclusions.en: Voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 상담사가 문의를 종료하며 정리하면 보입니다.
-- needs.en: Shows as soon as an agent has wrapped up one matter.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT
    day, channel, team_id,
    sum(json_extract(data, '$.took_ms')::BIGINT)::BIGINT AS numerator, count(*) AS denominator, 0 AS immature
FROM events
WHERE name = 'desk.wrapped_up'
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
GROUP BY day, channel, team_id
