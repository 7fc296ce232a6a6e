-- name: sla_first_response
-- group: promises
-- order: 55
-- ko: 첫 응답 목표 준수율
-- en: First answers in time
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 목표 시간 안에 사람이 처음 답장한 것.
-- numerator.en: Of these, answered by a person within the target.
-- denominator.ko: 결과가 정해진 첫 응답 시계: 목표 안에 답장했거나 목표 시간이 지난 것. 시간은 업무 시간이나 24시간 기준으로, 티켓이 열린 때의 목표와 달력으로 셈. 자동 메시지와 봇은 시계를 멈추지 않음.
-- denominator.en: First-answer clocks that were decided: answered in time, or run out. Time is working time or around the clock, by the targets and the calendar in force when the ticket opened. Bots and automatic messages stop no clock.
-- attribution.ko: 결과가 정해진 영업일과 그때의 팀, 티켓의 채널.
-- attribution.en: Business day on which the clock was decided, the ticket's team then, and its channel.
-- exclusions.ko: 목표가 없는 티켓, 아직 진행 중인 시계, 목표 시간 전에 답장 없이 해결된 티켓, 병합되어 이긴 티켓에서 이어진 시계.
-- exclusions.en: Tickets without a target, clocks that still run, tickets solved without an answer before the target, clocks that went on in the ticket they were merged into.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 목표를 정한 뒤 시계 하나의 결과가 정해지면 보입니다.
-- needs.en: Shows when targets are set and one clock was decided.
-- maturity_days: 0
-- version: 1
-- source: Zendesk help 4408836030874 (first reply time target); bots never stop it as in zammad 5177 and chatwoot 12058
SELECT
    day, channel, team_id,
    count(*) FILTER (was_kept) AS numerator, count(*) AS denominator, 0 AS immature
FROM decided_clocks
WHERE metric = 'first_response'
GROUP BY day, channel, team_id
