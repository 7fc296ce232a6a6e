-- name: abandon_rate_with_menu
-- group: contacts
-- order: 54
-- ko: 포기율(ARS 포함)
-- en: Abandon rate with the menu
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 고객이 끊은 전화: 단기 포기와 ARS에서 끊은 전화도 셈.
-- numerator.en: Of these, calls the customer ended before an answer, short abandons and calls given up in the menu among them.
-- denominator.ko: 응대호, 포기호(단기 포기 포함), ARS 포기.
-- denominator.en: Calls answered, calls abandoned at any time, calls given up in the menu.
-- attribution.ko: 대기열에 처음 들어온(ARS는 끊은) 영업일과 팀.
-- attribution.en: Business day and team of the first queue; of the end and the number in the menu.
-- exclusions.ko: 무효 처리된 문의, ARS에서 원하는 것을 마친 전화, 콜백을 고르거나 다른 곳으로 넘어간 전화, 아직 대기 중인 전화.
-- exclusions.en: Voided contacts; calls that got what they wanted in the menu, chose a call back or were passed on; calls that still wait.
-- maturity.ko: 대기 중인 전화가 끝나면 바뀜.
-- maturity.en: Changes when calls that still wait are decided.
-- needs.ko: 전화 시스템을 연결하고 전화가 한 통 들어오면 보입니다.
-- needs.en: Shows when a telephone system is connected and one call has come in.
-- maturity_days: 0
-- version: 1
-- source: KS A 0976 (2006): 5 % or less, calls given up in the menu among them; the current edition was not seen
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE outcome = 'abandoned') AS numerator, count(*) AS denominator, 0 AS immature
FROM calls
WHERE outcome IN ('answered', 'abandoned')
GROUP BY day, channel, team_id
UNION ALL
SELECT menu_day, menu_channel, menu_team_id, count(*), count(*), 0
FROM (
    SELECT
        json_extract(data, '$.call_id')::BIGINT AS menu_call_id, arg_min(day, place) AS menu_day,
        arg_min(channel, place) AS menu_channel, arg_min(team_id, place) AS menu_team_id
    FROM events
    WHERE name = 'telephony.menu_left' AND json_extract_string(data, '$.served') = 'false'
    GROUP BY 1
) AS left_in_menu
GROUP BY menu_day, menu_channel, menu_team_id
