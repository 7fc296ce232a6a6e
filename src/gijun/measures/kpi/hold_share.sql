-- name: hold_share
-- group: workload
-- order: 66
-- ko: 보류율
-- en: Calls held
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 한 번이라도 보류한 것.
-- numerator.en: Of these, held at least once.
-- denominator.ko: 상담사가 통화하고 끝낸 구간. 호전환된 전화는 상담사마다 하나씩.
-- denominator.en: Parts of calls that an agent spoke in and that ended; a transferred call has one for each agent.
-- attribution.ko: 마지막 부분(통화 또는 후처리)이 끝난 영업일과 통화한 상담사의 팀.
-- attribution.en: Business day on which its last part (talk or wrap-up) ended; the team of the agent who spoke.
-- exclusions.ko: 무효 처리된 문의.
-- exclusions.en: Voided contacts.
-- maturity.ko: 후처리가 끝나면 그날로 옮겨 확정.
-- maturity.en: Moves to the day on which the wrap-up ends, then final.
-- needs.ko: 전화 시스템을 연결하고 상담사가 전화를 한 통 끝내면 보입니다.
-- needs.en: Shows when a telephone system is connected and an agent has ended one call.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE holds > 0) AS numerator, count(*) AS denominator, 0 AS immature
FROM call_parts
WHERE hung_up_ms IS NOT NULL
GROUP BY day, channel, team_id
