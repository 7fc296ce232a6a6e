-- name: wait_before_abandon_median
-- group: speed
-- order: 32
-- ko: 포기 전 대기 중앙값
-- en: Wait before an abandon, median
-- unit: duration
-- form: median
-- total: period
-- standing: plain
-- numerator.ko: 처음 대기열에 들어온 때부터 고객이 끊을 때까지.
-- numerator.en: From entering the first queue until the customer hung up.
-- denominator.ko: 포기호(단기 포기 제외).
-- denominator.en: Calls abandoned without the short ones.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의, 단기 포기호, ARS에서 끊은 전화.
-- exclusions.en: Voided contacts; short abandons; calls that left in the menu.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: nearest-rank percentile
SELECT day, channel, team_id, waited_ms AS observed
FROM calls
WHERE outcome = 'abandoned' AND waited_ms > short_ms
