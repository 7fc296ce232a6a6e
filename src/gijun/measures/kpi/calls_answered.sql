-- name: calls_answered
-- group: contacts
-- order: 44
-- ko: 응대호
-- en: Calls answered
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 어느 대기열에서든 상담사가 받은 전화.
-- numerator.en: Calls an agent answered, in whatever queue.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), ARS에서 끊은 전화.
-- exclusions.en: Voided contacts (spam, tests); calls that left in the menu.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM calls
WHERE outcome = 'answered'
GROUP BY day, channel, team_id
