-- name: loop_closure
-- group: standards
-- order: 185
-- ko: 개선 고리 닫힘(14일)
-- en: Loops closed within 14 days
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 14일 안에 답이 나온 것: 기준을 만들거나 고쳤거나, 고치지 않는 까닭을 밝힘.
-- numerator.en: Of these, settled within 14 days: a standard was written or mended, or it was said why not.
-- denominator.ko: 현장에서 올린 지 14일이 지난 것: 찾지 못한 기준, 이상하다고 한 문장, 후보 기준, 품질 지적.
-- denominator.en: What the floor raised at least 14 days ago: standards not found, odd sentences, candidates, quality findings.
-- attribution.ko: 올린 영업일, 팀, 채널.
-- attribution.en: Business day, team and channel in which it was raised.
-- exclusions.ko: 아직 14일이 지나지 않은 것(수를 따로 표시), 팀을 모르는 것.
-- exclusions.en: What is younger than 14 days (its number is shown); what belongs to no team.
-- maturity.ko: 올린 뒤 14일.
-- maturity.en: 14 days after it was raised.
-- needs.ko: 올린 지 14일이 지난 것이 하나 있으면 보입니다.
-- needs.en: Shows when something was raised 14 days ago.
-- maturity_days: 14
-- version: 1
-- source: Gijun
SELECT
    raised_day AS day, raised_channel AS channel, raised_team_id AS team_id,
    count(*) FILTER (WHERE raised_ms <= mature_ms AND settled_ms <= raised_ms + 1209600000) AS numerator,
    count(*) FILTER (WHERE raised_ms <= mature_ms) AS denominator,
    count(*) FILTER (WHERE raised_ms > mature_ms) AS immature
FROM (
    SELECT
        arg_min(day, place) AS raised_day, arg_min(coalesce(channel, ''), place) AS raised_channel,
        arg_min(team_id, place) AS raised_team_id,
        min(CASE WHEN raises THEN happened_ms END) AS raised_ms,
        min(CASE WHEN NOT raises THEN happened_ms END) AS settled_ms
    FROM (
        SELECT
            events.*,
            name IN ('standards.standard_not_found', 'desk.sentence_flagged', 'standards.candidate_kept',
                'quality.finding_made') AS raises,
            CASE
                WHEN name IN ('standards.standard_not_found', 'standards.not_found_settled') THEN 'query'
                WHEN name IN ('desk.sentence_flagged', 'desk.flag_settled') THEN 'flag'
                WHEN name IN ('standards.candidate_kept', 'standards.candidate_settled') THEN 'candidate'
                ELSE 'finding'
            END AS sort_of,
            coalesce(
                json_extract(data, '$.query_id')::BIGINT, json_extract(data, '$.flag_id')::BIGINT,
                json_extract(data, '$.candidate_id')::BIGINT, json_extract(data, '$.finding_id')::BIGINT
            ) AS matter
        FROM events
        WHERE name IN (
            'standards.standard_not_found', 'standards.not_found_settled', 'desk.sentence_flagged',
            'desk.flag_settled', 'standards.candidate_kept', 'standards.candidate_settled',
            'quality.finding_made', 'quality.finding_settled'
        )
    ) AS signals
    GROUP BY sort_of, matter
    HAVING min(CASE WHEN raises THEN happened_ms END) IS NOT NULL
) AS loops
CROSS JOIN (SELECT as_of_ms - 1209600000 AS mature_ms FROM asked)
GROUP BY raised_day, raised_channel, raised_team_id
