-- name: ring_answered_in_time
-- group: speed
-- order: 24
-- ko: 응답 속도 준수율
-- en: Rings answered in time
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 울린 뒤 20초 안에 그 상담사가 받은 것. 고객이 기다린 시간이 아니라 벨이 울린 시간.
-- numerator.en: Of these, answered by that agent within 20 seconds of ringing: the clock of the ring, not of the customer's wait.
-- denominator.ko: 상담사에게 울린 전화와 제안된 티켓 중 그 상담사가 받았거나 놓치거나 거절한 것.
-- denominator.en: Calls that rang at an agent and tickets offered to one, which that agent answered, missed or declined.
-- attribution.ko: 울린 영업일, 채널, 울린 상담사의 팀.
-- attribution.en: Business day and channel of the ring, the team of the agent it rang at.
-- exclusions.ko: 울리는 동안 고객이 끊은 것, 다른 상담사가 먼저 받은 것, 거둔 제안.
-- exclusions.en: Rings the customer ended, rings somebody else was quicker for, offers withdrawn.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 전화가 울리거나 티켓이 제안되면 보입니다.
-- needs.en: Shows when a call has rung or a ticket was offered.
-- maturity_days: 0
-- version: 1
-- source: the second clock: a service level from the ring hides what customers waited before it
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE verdict = 'answered' AND took_ms <= 20000) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM rings
WHERE verdict IS NOT NULL
GROUP BY day, channel, team_id
