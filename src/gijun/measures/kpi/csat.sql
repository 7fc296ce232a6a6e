-- name: csat
-- group: quality
-- order: 220
-- ko: 고객 만족도(CSAT)
-- en: Satisfied customers (CSAT)
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 5점 만점에 4점이나 5점인 응답.
-- numerator.en: Of these, answers of 4 or 5 out of 5.
-- denominator.ko: 해결된 뒤 고객이 준 만족도 응답. 고치면 마지막 응답만 셈.
-- denominator.en: Ratings customers gave after a solution; of a changed one, the last.
-- attribution.ko: 응답이 가리키는 해결의 영업일, 그때 티켓을 가진 팀, 티켓의 채널.
-- attribution.en: Business day of the solution that was rated; the team that held the ticket then, the ticket's channel.
-- exclusions.ko: 무효 처리된 문의, 종료권으로 끝낸 문의의 해결, 되돌린 해결. 링크를 미리 여는 메일 검사 프로그램은 응답을 남기지 못함.
-- exclusions.en: Voided contacts; solutions of contacts ended by right; solutions taken back. Programs that open links of mails beforehand cannot rate.
-- maturity.ko: 고객이 나중에 답하거나 고치면 바뀜.
-- maturity.en: Changes when customers answer later, or change their answer.
-- needs.ko: 만족도 응답이 한 건 있으면 보입니다. 응답률과 함께 읽으세요: 답한 고객만의 값입니다.
-- needs.en: Shows as soon as there is one rating. Read it with the response rate: it speaks only for those who answered.
-- maturity_days: 0
-- version: 2
-- source: top-2 share of a five-point scale
SELECT
    solved.day AS day, solved.channel AS channel, solved.team_id AS team_id,
    count(*) FILTER (score >= 4) AS numerator, count(*) AS denominator, 0 AS immature
FROM (
    SELECT
        ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS solved_ms,
        arg_max(json_extract(data, '$.score')::BIGINT, place) AS score
    FROM events WHERE name = 'desk.satisfaction_given' GROUP BY 1, 2
) AS rated
JOIN solutions AS solved ON solved.ticket_id = rated.ticket_id AND solved.solved_ms = rated.solved_ms
WHERE NOT solved.by_right
GROUP BY solved.day, solved.channel, solved.team_id
