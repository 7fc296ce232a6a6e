-- name: csat_response_rate
-- group: quality
-- order: 230
-- ko: 만족도 응답률
-- en: Response rate of satisfaction
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 고객이 만족도를 응답한 해결.
-- numerator.en: Of these, solutions the customer rated.
-- denominator.ko: 티켓이 해결된 횟수. 링크를 보냈는지와 관계없이 셈.
-- denominator.en: Times a ticket was solved, whether or not the link was sent.
-- attribution.ko: 해결된 영업일, 그때 티켓을 가진 팀, 티켓의 채널.
-- attribution.en: Business day of the solution; the team that held the ticket then, the ticket's channel.
-- exclusions.ko: 무효 처리된 문의, 종료권으로 끝낸 문의의 해결, 되돌린 해결.
-- exclusions.en: Voided contacts; solutions of contacts ended by right; solutions taken back.
-- maturity.ko: 고객이 나중에 답하면 늘어남.
-- maturity.en: Grows when customers answer later.
-- needs.ko: 해결된 티켓이 하나 있으면 보입니다.
-- needs.en: Shows as soon as a ticket has been solved.
-- maturity_days: 0
-- version: 2
-- source: Gijun; the lower it is, the less the satisfaction says of everybody
SELECT
    solved.day AS day, solved.channel AS channel, solved.team_id AS team_id,
    count(rated.ticket_id) AS numerator, count(*) AS denominator, 0 AS immature
FROM solutions AS solved
LEFT JOIN (
    SELECT DISTINCT ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS solved_ms
    FROM events WHERE name = 'desk.satisfaction_given'
) AS rated ON rated.ticket_id = solved.ticket_id AND rated.solved_ms = solved.solved_ms
WHERE NOT solved.by_right
GROUP BY solved.day, solved.channel, solved.team_id
