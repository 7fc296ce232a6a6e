-- name: calls_offered
-- group: contacts
-- order: 40
-- ko: 인입 전화
-- en: Calls offered
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 대기열에 들어온 전화. 다른 대기열로 넘어가도 한 통으로 셈.
-- numerator.en: Calls that reached a queue; one that goes on to other queues counts once.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), ARS에서 끊은 전화.
-- exclusions.en: Voided contacts (spam, tests); calls that left in the menu.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: Genesys help (offered); here once per call instead of once per queue
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM calls
GROUP BY day, channel, team_id
