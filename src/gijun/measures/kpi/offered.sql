-- name: offered
-- group: contacts
-- order: 10
-- ko: 인입 문의
-- en: Contacts offered
-- unit: contacts
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 열린 문의. 병합된 티켓의 문의도 각각 한 건.
-- numerator.en: Contacts opened; those of merged tickets count one by one.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의.
-- exclusions.en: Voided contacts.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 문의가 한 건 들어오면 보입니다.
-- needs.en: Shows as soon as one contact has come in.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided
GROUP BY day, channel, team_id
