-- name: service_level_abandons_kept
-- group: speed
-- order: 14
-- ko: 서비스레벨(기준 안 포기는 성공)
-- en: Service level, early abandons as success
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 기준 시간 안에 받았거나 기준 시간 안에 포기한 전화. 기준 시간은 전화가 들어온 때의 목표(정한 것이 없으면 20초).
-- numerator.en: Of these, calls answered or abandoned within the threshold. The threshold is the target in force when the call came (20 seconds where there is none).
-- denominator.ko: 응대호와 모든 포기호.
-- denominator.en: Calls answered and all calls abandoned.
-- attribution.ko: 전화가 처음 대기열에 들어온 영업일과 그 대기열의 팀. 다른 대기열로 넘어가도 그대로임.
-- attribution.en: Business day on which the call first entered a queue, and that queue's team, wherever it went on to.
-- exclusions.ko: 무효 처리된 문의, 콜백을 고르거나 넘어간 전화, 아직 대기 중인 전화.
-- exclusions.en: Voided contacts; calls that chose a call back or were passed on; calls that still wait.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: ICMI QueueTips 2002-08; callcentrehelper.com 206890
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE waited_ms <= within_ms) AS numerator, count(*) AS denominator, 0 AS immature
FROM calls
WHERE outcome IN ('answered', 'abandoned')
GROUP BY day, channel, team_id
