-- name: backlog
-- group: workload
-- order: 70
-- ko: 미처리 티켓
-- en: Backlog
-- unit: tickets
-- form: count
-- total: last_day
-- standing: plain
-- numerator.ko: 영업일이 끝난 때 해결되지 않은 티켓.
-- numerator.en: Tickets not solved when the business day ended.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 영업일이 끝난 때 티켓을 가진 팀과 티켓의 채널. 기간의 값은 마지막 날의 값.
-- attribution.en: The team that held the ticket when the business day ended, the ticket's channel. A period shows its last day.
-- exclusions.ko: 무효 처리된 문의만 있는 티켓, 병합되어 없어진 티켓.
-- exclusions.en: Tickets with nothing but voided contacts; tickets merged away.
-- maturity.ko: 오늘은 기준 시각의 상태.
-- maturity.en: Today shows the state at the time of the figures.
-- needs.ko: 티켓이 하나 있으면 보입니다.
-- needs.en: Shows as soon as there is a ticket.
-- maturity_days: 0
-- version: 1
-- source: state as of the period's end, not events in the period
SELECT
    days.day AS day, spells.channel AS channel, spells.team_id AS team_id,
    count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM spells
JOIN days
    ON days.team_id = spells.team_id
    AND days.day >= spells.from_day
    AND (spells.until_day IS NULL OR days.day < spells.until_day)
GROUP BY days.day, spells.channel, spells.team_id
