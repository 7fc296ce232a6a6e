-- name: abandon_rate
-- group: contacts
-- order: 52
-- ko: 포기율
-- en: Abandon rate
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 단기 포기가 아닌 포기호.
-- numerator.en: Of these, calls abandoned, not counting short abandons.
-- denominator.ko: 응대호와 포기호(단기 포기 제외).
-- denominator.en: Calls answered and calls abandoned without the short ones.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의, 단기 포기호, ARS에서 끊은 전화, 콜백을 고르거나 다른 곳으로 넘어간 전화, 아직 대기 중인 전화.
-- exclusions.en: Voided contacts; short abandons; calls that left in the menu, chose a call back or were passed on; calls that still wait.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: Google CCAI data dictionary: abandoned ÷ (handled + abandoned), short ones out
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE outcome = 'abandoned') AS numerator, count(*) AS denominator, 0 AS immature
FROM calls
WHERE outcome = 'answered' OR (outcome = 'abandoned' AND waited_ms > short_ms)
GROUP BY day, channel, team_id
