-- name: queue_entries
-- group: contacts
-- order: 42
-- ko: 대기열 진입
-- en: Queue entries
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 대기열마다 들어온 전화. 넘어온 전화는 대기열마다 한 번씩 셈: 대기열의 합은 전화 수보다 많을 수 있음.
-- numerator.en: Calls that entered each queue. One that is passed on counts in every queue, so queues add up to more than calls.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 그 대기열에 들어온 영업일과 그 대기열의 팀.
-- attribution.en: Business day and team of the queue it entered.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), ARS에서 끊은 전화.
-- exclusions.en: Voided contacts (spam, tests); calls that left in the menu.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: Genesys help (offered per queue)
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM call_legs
GROUP BY day, channel, team_id
