-- name: calls_passed_on
-- group: contacts
-- order: 56
-- ko: 콜백 선택·이탈
-- en: Calls passed on
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 받기 전에 콜백을 골랐거나 음성사서함·외부 등 다른 곳으로 넘어간 전화. 포기로 세지 않음.
-- numerator.en: Calls that chose a call back or went elsewhere (voice mail, outside) before an answer; no abandons.
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
-- source: offered = answered + abandoned + passed on + still waiting (Genesys help)
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM calls
WHERE outcome = 'passed_on'
GROUP BY day, channel, team_id
