-- name: approval_wait_median
-- group: asking
-- order: 14
-- ko: 승인 대기 중앙값
-- en: Wait for an approval, median
-- unit: duration
-- form: median
-- total: period
-- standing: plain
-- numerator.ko: 승인을 요청한 때부터 승인하거나 거절할 때까지의 업무 시간.
-- numerator.en: Working time from the request until it was approved or denied.
-- denominator.ko: 결정된 승인 요청.
-- denominator.en: Requests that were decided.
-- attribution.ko: 답이 나온 영업일, 티켓의 채널, 요청한 팀.
-- attribution.en: Business day of the answer, the ticket's channel, the team that asked.
-- exclusions.ko: 아직 결정되지 않은 요청, 거둔 요청, 무효 처리된 문의.
-- exclusions.en: Requests not decided yet or withdrawn; voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 승인 요청이 하나 결정되면 보입니다.
-- needs.en: Shows as soon as one request has been decided.
-- maturity_days: 0
-- version: 1
-- source: nearest-rank percentile; working time
SELECT day, channel, team_id, json_extract(data, '$.took_ms')::BIGINT AS observed
FROM events
WHERE name = 'desk.approval_decided'
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
