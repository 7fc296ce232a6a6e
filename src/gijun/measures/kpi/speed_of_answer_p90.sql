-- name: speed_of_answer_p90
-- group: speed
-- order: 30
-- ko: 응답 속도 90백분위
-- en: Speed of answer, 90th percentile
-- unit: duration
-- form: p90
-- total: period
-- standing: plain
-- numerator.ko: 처음 대기열에 들어온 때부터 상담사가 받을 때까지 고객이 기다린 시간. ARS에 있던 시간은 세지 않음.
-- numerator.en: What the customer waited from entering the first queue until an agent answered; time in the menu is not counted.
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
-- source: nearest-rank percentile
SELECT day, channel, team_id, waited_ms AS observed
FROM calls
WHERE outcome = 'answered'
