-- name: reopen_rate
-- group: quality
-- order: 122
-- ko: 재오픈율
-- en: Reopen rate
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 해결된 뒤 다시 열린 문의.
-- numerator.en: Of these, contacts whose ticket was opened again after the solution.
-- denominator.ko: 열린 뒤 티켓이 해결된 문의.
-- denominator.en: Contacts whose ticket was solved after they opened.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), 봇·자동 응답만으로 끝난 문의.
-- exclusions.en: Voided contacts (spam, tests); contacts settled by machines alone.
-- maturity.ko: 나중에 다시 열리면 늘어남.
-- maturity.en: Grows when tickets are reopened later.
-- needs.ko: 해결한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been solved.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT
    day, channel, team_id,
    count(reopened_ms) AS numerator, count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND solved_ms IS NOT NULL AND contact_id NOT IN (SELECT contact_id FROM machine_only)
GROUP BY day, channel, team_id
