-- name: calls_abandoned
-- group: contacts
-- order: 46
-- ko: 포기호
-- en: Calls abandoned
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 대기하다 고객이 끊은 전화. 단기 포기 제외.
-- numerator.en: Calls whose customer hung up while waiting, short ones left out.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의, 단기 포기호(정한 것이 없으면 5초 이하), ARS에서 끊은 전화, 콜백을 고르거나 다른 곳으로 넘어간 전화.
-- exclusions.en: Voided contacts; short abandons (5 seconds or less where nothing else is set); calls that left in the menu, chose a call back or were passed on.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: choosing a call back is no abandon (Amazon Connect); short abandons apart (Google CCAI)
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM calls
WHERE outcome = 'abandoned' AND waited_ms > short_ms
GROUP BY day, channel, team_id
