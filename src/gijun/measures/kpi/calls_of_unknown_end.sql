-- name: calls_of_unknown_end
-- group: workload
-- order: 67
-- ko: 통화 시간을 모르는 전화
-- en: Calls of unknown talk
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 통화 중에 전화 시스템이 끊겨 얼마나 통화했는지 모르는 전화. 0초로 세지 않음.
-- numerator.en: Calls that lost their telephone system in mid-talk: how long they lasted is not known, and not taken for 0.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 마지막 부분(통화 또는 후처리)이 끝난 영업일과 통화한 상담사의 팀.
-- attribution.en: Business day on which its last part (talk or wrap-up) ended; the team of the agent who spoke.
-- exclusions.ko: 무효 처리된 문의.
-- exclusions.en: Voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 전화 시스템을 연결하고 상담사가 전화를 한 통 끝내면 보입니다.
-- needs.en: Shows when a telephone system is connected and an agent has ended one call.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM call_parts
WHERE hung_up_ms IS NOT NULL AND talk_ms IS NULL
GROUP BY day, channel, team_id
