-- name: machine_only
-- group: contacts
-- order: 35
-- ko: 봇·자동 응답만으로 끝난 문의
-- en: Contacts settled by machines alone
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 사람의 답장 없이 봇이나 자동 응답만 받고 해결된 문의.
-- numerator.en: Of these, contacts that were solved with answers of bots or rules and none by a person.
-- denominator.ko: 인입 문의.
-- denominator.en: Contacts offered.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험).
-- exclusions.en: Voided contacts (spam, tests).
-- maturity.ko: 나중에 사람이 답장하면 빠짐.
-- maturity.en: A later answer by a person takes it out.
-- needs.ko: 문의가 한 건 들어오면 보입니다.
-- needs.en: Shows as soon as one contact has come in.
-- maturity_days: 0
-- version: 1
-- source: Gijun; such contacts are left out of every figure about people
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE contact_id IN (SELECT contact_id FROM machine_only)) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided
GROUP BY day, channel, team_id
