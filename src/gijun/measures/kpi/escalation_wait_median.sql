-- name: escalation_wait_median
-- group: asking
-- order: 18
-- ko: 상위이관 대기 중앙값
-- en: Wait for a lead, median
-- unit: duration
-- form: median
-- total: period
-- standing: plain
-- numerator.ko: 상위이관한 때부터 위에서 맡을 때까지의 업무 시간.
-- numerator.en: Working time from the escalation until somebody above picked it up.
-- denominator.ko: 누군가 맡은 상위이관. 돕는 방식을 바꾸면 한 번 더 셈.
-- denominator.en: Escalations somebody picked up; one whose way of helping changes counts again.
-- attribution.ko: 맡은 영업일, 티켓의 채널, 요청한 팀.
-- attribution.en: Business day on which it was picked up, the ticket's channel, the team that asked.
-- exclusions.ko: 아직 아무도 맡지 않은 것, 거둔 것, 무효 처리된 문의.
-- exclusions.en: Escalations not picked up yet or withdrawn; voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 상위이관 하나를 누군가 맡으면 보입니다.
-- needs.en: Shows as soon as one escalation has been picked up.
-- maturity_days: 0
-- version: 1
-- source: nearest-rank percentile; working time
SELECT day, channel, team_id, json_extract(data, '$.waited_ms')::BIGINT AS observed
FROM events
WHERE name = 'desk.escalation_picked_up'
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
