-- name: speed_of_answer
-- group: speed
-- order: 26
-- ko: 평균 응답 속도 (ASA)
-- en: Average speed of answer (ASA)
-- unit: duration
-- form: mean
-- total: period
-- standing: plain
-- numerator.ko: 처음 대기열에 들어온 때부터 상담사가 받을 때까지 고객이 기다린 시간. ARS에 있던 시간은 세지 않음. 그 합.
-- numerator.en: The sum of what the customer waited from entering the first queue until an agent answered; time in the menu is not counted.
-- denominator.ko: 응대호.
-- denominator.en: Calls answered.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의, 포기한 전화, 콜백.
-- exclusions.en: Voided contacts; calls abandoned; call backs.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: sum of waits of answered calls ÷ answered calls
SELECT day, channel, team_id, sum(waited_ms)::BIGINT AS numerator, count(*) AS denominator, 0 AS immature
FROM calls
WHERE outcome = 'answered'
GROUP BY day, channel, team_id
