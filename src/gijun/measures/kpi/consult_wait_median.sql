-- name: consult_wait_median
-- group: asking
-- order: 12
-- ko: 부서 회신 대기 중앙값
-- en: Wait for a department, median
-- unit: duration
-- form: median
-- total: period
-- standing: plain
-- numerator.ko: 확인을 요청한 때부터 부서가 회신할 때까지의 업무 시간.
-- numerator.en: Working time from the question to the department's answer.
-- denominator.ko: 회신을 받은 확인 요청.
-- denominator.en: Questions that were answered.
-- attribution.ko: 답이 나온 영업일, 티켓의 채널, 요청한 팀.
-- attribution.en: Business day of the answer, the ticket's channel, the team that asked.
-- exclusions.ko: 아직 회신이 없는 요청, 거둔 요청, 무효 처리된 문의.
-- exclusions.en: Questions not answered yet or withdrawn; voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 부서가 한 번 회신하면 보입니다.
-- needs.en: Shows as soon as a department has answered once.
-- maturity_days: 0
-- version: 1
-- source: nearest-rank percentile; working time
SELECT day, channel, team_id, json_extract(data, '$.took_ms')::BIGINT AS observed
FROM events
WHERE name = 'desk.consult_answered'
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
