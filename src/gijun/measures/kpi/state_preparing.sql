-- name: state_preparing
-- group: workload
-- order: 163
-- ko: 상담 준비 상태 시간
-- en: Time preparing
-- unit: duration
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 모든 상담사가 이 상태에 있던 시간의 합. 스케줄 준수율의 바탕.
-- numerator.en: Time all agents spent in this state, added up: what adherence is computed from.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 상태에 있던 영업일과 팀. 영업일이 바뀌면 거기서 나눔. 채널을 골라도 모든 채널의 값.
-- attribution.en: Business day and team of the state, cut where the day changes; of all channels even where one is chosen.
-- exclusions.ko: 오프라인 시간.
-- exclusions.en: Time offline.
-- maturity.ko: 오늘은 기준 시각까지.
-- maturity.en: Today up to the time of the figures.
-- needs.ko: 상담사가 상태를 고르면 보입니다.
-- needs.en: Shows as soon as an agent chose a state.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT day, '' AS channel, team_id, sum(lasted_ms)::BIGINT AS numerator, 0 AS denominator, 0 AS immature
FROM state_days
WHERE state = 'preparing'
GROUP BY day, team_id
