-- name: occupancy
-- group: workload
-- order: 69
-- ko: 점유율
-- en: Occupancy
-- unit: share
-- form: mean
-- total: period
-- standing: plain
-- numerator.ko: 그중 상담과 후처리로 바빴던 시간: 티켓 작업, 통화, 상담·후처리 상태. 겹친 시간은 한 번만 셈.
-- numerator.en: Of this, time busy with contacts and what follows them: work on tickets, calls, the states in contact and after-contact work. Overlaps count once.
-- denominator.ko: 바빴던 시간과 대기(준비됨) 상태의 시간. 겹친 시간은 한 번만 세므로 100 %를 넘지 않음.
-- denominator.en: Time busy and time in the state ready; overlaps count once, so it never exceeds 100 %.
-- attribution.ko: 그 시간의 영업일과 팀. 영업일이 바뀌면 거기서 나눔. 채널을 골라도 모든 채널의 값.
-- attribution.en: Business day and team of the time, cut where the day changes; of all channels even where one is chosen.
-- exclusions.ko: 이석, 교육, 회의 등 다른 상태의 시간.
-- exclusions.en: Time away, in training, in meetings and other states.
-- maturity.ko: 작업이 끝나면 바뀜.
-- maturity.en: Changes when work ends.
-- needs.ko: 상담사가 상태를 고르거나 티켓에서 일하면 보입니다.
-- needs.en: Shows as soon as an agent chose a state or worked on a ticket.
-- maturity_days: 0
-- version: 1
-- source: busy ÷ (busy + ready) by the union of intervals
SELECT
    day, '' AS channel, team_id,
    sum(CASE WHEN is_busy THEN greatest(0, to_ms - greatest(from_ms, coalesce(reach_ms, from_ms))) ELSE 0 END)::BIGINT
        AS numerator,
    sum(
        CASE WHEN is_busy THEN 0 ELSE greatest(0, to_ms - greatest(from_ms, coalesce(reach_ms, from_ms))) END
    )::BIGINT AS denominator,
    0 AS immature
FROM (
    SELECT
        *, max(to_ms) OVER (
            PARTITION BY is_busy, team_id, agent_id, day ORDER BY from_ms, to_ms
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reach_ms
    FROM (
        SELECT
            days.day AS day, spans.team_id AS team_id, spans.agent_id AS agent_id, spans.is_busy AS is_busy,
            greatest(spans.began_ms, days.begin_ms) AS from_ms, least(spans.until_ms, days.end_ms) AS to_ms
        FROM (
            SELECT agent_id, team_id, began_ms, until_ms, true AS is_busy FROM engaged
            UNION ALL
            SELECT agent_id, team_id, began_ms, until_ms, false FROM engaged
            UNION ALL
            SELECT agent_id, team_id, began_ms, until_ms, false FROM state_spells WHERE state = 'ready'
        ) AS spans
        JOIN days
            ON days.team_id = spans.team_id AND spans.began_ms < days.end_ms AND spans.until_ms > days.begin_ms
    ) AS pieces
) AS reached
GROUP BY day, team_id
