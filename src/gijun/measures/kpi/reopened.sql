-- name: reopened
-- group: quality
-- order: 120
-- ko: 다시 열린 티켓
-- en: Tickets reopened
-- unit: tickets
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 해결된 뒤 고객이나 상담사가 다시 연 횟수.
-- numerator.en: Times a solved ticket was opened again, by the customer or by an agent.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 다시 열린 영업일, 티켓의 채널, 그때 티켓을 가진 팀.
-- attribution.en: Business day of the reopening, the ticket's channel, the team that held it then.
-- exclusions.ko: 무효 처리된 문의가 다시 연 것.
-- exclusions.en: Reopenings by voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 티켓이 하나 있으면 보입니다.
-- needs.en: Shows as soon as there is a ticket.
-- maturity_days: 0
-- version: 1
-- source: events in the period, whatever became of the ticket since
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM events
WHERE name = 'desk.ticket_reopened'
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
GROUP BY day, channel, team_id
