-- name: found_within_20s
-- group: standards
-- order: 170
-- ko: 20초 안에 찾은 비율
-- en: Found within 20 seconds
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 20초 이하로 찾은 것.
-- numerator.en: Of these, found in 20 seconds or less.
-- denominator.ko: 검색해서 넣은 기준 문장.
-- denominator.en: Agreed sentences inserted from the search.
-- attribution.ko: 문장을 쓴 영업일, 채널, 팀.
-- attribution.en: Business day, channel and team of the reply that holds the sentence.
-- exclusions.ko: 검색하지 않고 넣은 문장, 무효 처리된 문의.
-- exclusions.en: Sentences inserted without a search; voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 검색을 열어 기준 문장을 넣은 답장이 한 건 있으면 보입니다.
-- needs.en: Shows when one reply holds an agreed sentence that was found by search.
-- maturity_days: 0
-- version: 1
-- source: Gijun (20-second rule)
SELECT
    day, channel, team_id,
    count(*) FILTER (found_ms <= 20000) AS numerator, count(*) AS denominator, 0 AS immature
FROM events
WHERE name = 'desk.standard_used' AND found_ms IS NOT NULL
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
GROUP BY day, channel, team_id
