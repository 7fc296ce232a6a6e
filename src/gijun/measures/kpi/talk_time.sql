-- name: talk_time
-- group: workload
-- order: 63
-- ko: 건당 통화시간
-- en: Talk time
-- unit: duration
-- form: mean
-- total: period
-- standing: efficiency
-- numerator.ko: 통화 시간의 합. 보류 시간은 뺌.
-- numerator.en: Time talked, without holds.
-- denominator.ko: 상담사가 통화하고 끝낸 구간. 호전환된 전화는 상담사마다 하나씩.
-- denominator.en: Parts of calls that an agent spoke in and that ended; a transferred call has one for each agent.
-- attribution.ko: 마지막 부분(통화 또는 후처리)이 끝난 영업일과 통화한 상담사의 팀.
-- attribution.en: Business day on which its last part (talk or wrap-up) ended; the team of the agent who spoke.
-- exclusions.ko: 무효 처리된 문의, 종료권으로 끝낸 문의, 통화 중에 전화 시스템이 끊겨 통화 시간을 모르는 전화.
-- exclusions.en: Voided contacts; contacts ended by right; calls whose talk nobody knows because the telephone system was lost.
-- maturity.ko: 후처리가 끝나면 그날로 옮겨 확정.
-- maturity.en: Moves to the day on which the wrap-up ends, then final.
-- needs.ko: 전화 시스템을 연결하고 상담사가 전화를 한 통 끝내면 보입니다.
-- needs.en: Shows when a telephone system is connected and an agent has ended one call.
-- maturity_days: 0
-- version: 1
-- source: AHT = talk + hold + wrap-up over handled parts, not over calls
SELECT
    day, channel, team_id,
    sum(talk_ms)::BIGINT AS numerator, count(*) AS denominator, 0 AS immature
FROM call_parts
WHERE hung_up_ms IS NOT NULL AND talk_ms IS NOT NULL
    AND contact_id NOT IN (
        SELECT contact_id FROM events WHERE name = 'desk.contact_ended_by_right' AND contact_id IS NOT NULL
    )
GROUP BY day, channel, team_id
