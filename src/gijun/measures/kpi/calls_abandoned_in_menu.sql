-- name: calls_abandoned_in_menu
-- group: contacts
-- order: 50
-- ko: ARS 포기
-- en: Calls given up in the menu
-- unit: calls
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 대기열에 닿기 전에 ARS에서 끊은 전화.
-- numerator.en: Calls that ended in the voice menu before they reached a queue.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 끊은 영업일과 그 번호를 가진 팀.
-- attribution.en: Business day on which it ended, and the team of the number that was called.
-- exclusions.ko: ARS에서 원하는 것을 마친 전화.
-- exclusions.en: Calls that got what they wanted in the menu.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: KS counts these as abandons, Amazon, Google and Twilio do not: here they stand apart
SELECT menu_day AS day, menu_channel AS channel, menu_team_id AS team_id,
    count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM (
    SELECT
        json_extract(data, '$.call_id')::BIGINT AS menu_call_id, arg_min(day, place) AS menu_day,
        arg_min(channel, place) AS menu_channel, arg_min(team_id, place) AS menu_team_id
    FROM events
    WHERE name = 'telephony.menu_left' AND json_extract_string(data, '$.served') = 'false'
    GROUP BY 1
) AS left_in_menu
GROUP BY menu_day, menu_channel, menu_team_id
