-- name: chat_concurrency
-- group: workload
-- order: 68
-- ko: 동시 상담 수(채팅)
-- en: Chats at once
-- unit: times
-- form: mean
-- total: period
-- standing: plain
-- numerator.ko: 상담사가 채팅을 맡고 있던 시간의 합(겹치면 겹친 만큼 더함, 끝내며 정리하는 시간 포함).
-- numerator.en: Time of all chats agents held, added up where they overlap, sorting at the end included.
-- denominator.ko: 상담사가 채팅을 하나라도 맡고 있던 시간(겹친 시간은 한 번만).
-- denominator.en: Time in which agents held at least one chat; overlaps count once.
-- attribution.ko: 채팅을 맡고 있던 영업일과 팀. 영업일이 바뀌면 거기서 나눔.
-- attribution.en: Business day and team in which the chat was held; cut where the day changes.
-- exclusions.ko: 고객 대기 등으로 멈춘 시간, 채팅·카카오톡이 아닌 채널.
-- exclusions.en: Time parked, such as waiting for the customer; other channels than chat and KakaoTalk.
-- maturity.ko: 맡은 채팅이 끝나면 바뀜.
-- maturity.en: Changes while chats are held.
-- needs.ko: 상담사가 채팅을 하나 맡으면 보입니다.
-- needs.en: Shows as soon as an agent has held one chat.
-- maturity_days: 0
-- version: 1
-- source: sum of sessions ÷ union of engaged time: 5,000 s in 3,600 s are 1.39
SELECT
    day, '' AS channel, team_id,
    sum(to_ms - from_ms)::BIGINT AS numerator,
    sum(greatest(0, to_ms - greatest(from_ms, coalesce(reach_ms, from_ms))))::BIGINT AS denominator,
    0 AS immature
FROM (
    SELECT
        *, max(to_ms) OVER (
            PARTITION BY team_id, agent_id, day ORDER BY from_ms, to_ms
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reach_ms
    FROM (
        SELECT
            days.day AS day, spans.team_id AS team_id, spans.agent_id AS agent_id,
            greatest(spans.began_ms, days.begin_ms) AS from_ms, least(spans.until_ms, days.end_ms) AS to_ms
        FROM sessions AS spans
        JOIN days
            ON days.team_id = spans.team_id AND spans.began_ms < days.end_ms AND spans.until_ms > days.begin_ms
        WHERE spans.channel IN (SELECT channel FROM channels)
    ) AS pieces
) AS reached
GROUP BY day, team_id
