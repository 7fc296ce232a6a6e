-- name: service_level_event_negative
-- group: speed
-- order: 20
-- ko: 서비스레벨(교환기식, 포기 불리)
-- en: Service level by event, abandons against
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 기준 시간 안에 받은 전화. 기준 시간은 전화가 들어온 때의 목표(정한 것이 없으면 20초).
-- numerator.en: Of these, calls answered within the threshold. The threshold is the target in force when the call came (20 seconds where there is none).
-- denominator.ko: 기준 시간 안에 받았거나 포기했거나 기준 시간을 넘긴 전화.
-- denominator.en: Calls answered or abandoned within the threshold, or still waiting when it passed.
-- attribution.ko: 정해진 순간(받은 때, 포기한 때, 기준 시간이 지난 때)의 영업일과 처음 들어온 대기열의 팀. 다른 서비스레벨과 달리 들어온 날이 아님.
-- attribution.en: Business day of the moment that decided (answered, abandoned, threshold passed), the first queue's team; not the day of arrival as with the other service levels.
-- exclusions.ko: 무효 처리된 문의, 기준 시간 안에 콜백을 고르거나 넘어간 전화.
-- exclusions.en: Voided contacts; calls that chose a call back or were passed on within the threshold.
-- maturity.ko: 기준 시간이 지나면 확정.
-- maturity.en: Final when the threshold has passed.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: Cisco ICM manuals: the service level event falls to the moment the threshold passes
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE verdict = 'answered') AS numerator, count(*) AS denominator, 0 AS immature
FROM threshold_events
GROUP BY day, channel, team_id
