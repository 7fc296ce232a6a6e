-- name: sla_resolution
-- group: promises
-- order: 85
-- ko: 해결 목표 준수율
-- en: Solved in time
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 목표 시간 안에 해결된 것.
-- numerator.en: Of these, solved within the target.
-- denominator.ko: 결과가 정해진 해결 시계: 목표 안에 해결했거나 목표 시간이 지난 것. 다시 열린 티켓은 새 시계를 하나 더 셈. 멈춤 상태(예: 고객 대기)의 시간은 빼고, 업무 시간이나 24시간 기준으로 셈.
-- denominator.en: Solution clocks that were decided: solved in time, or run out. A reopened ticket counts one clock more. Time in states that pause the clock, such as waiting for the customer, is left out; the rest is working time or around the clock.
-- attribution.ko: 결과가 정해진 영업일과 그때의 팀, 티켓의 채널.
-- attribution.en: Business day on which the clock was decided, the ticket's team then, and its channel.
-- exclusions.ko: 목표가 없는 티켓, 아직 진행 중인 시계, 병합되어 이긴 티켓에서 이어진 시계.
-- exclusions.en: Tickets without a target, clocks that still run, clocks that went on in the ticket they were merged into.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 목표를 정한 뒤 시계 하나의 결과가 정해지면 보입니다.
-- needs.en: Shows when targets are set and one clock was decided.
-- maturity_days: 0
-- version: 1
-- source: Zendesk help 4408836030874 (total resolution time target); pauses in working time as in frappe PR 2449
SELECT
    day, channel, team_id,
    count(*) FILTER (was_kept) AS numerator, count(*) AS denominator, 0 AS immature
FROM decided_clocks
WHERE metric = 'resolution'
GROUP BY day, channel, team_id
