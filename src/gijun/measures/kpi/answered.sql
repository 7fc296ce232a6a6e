-- name: answered
-- group: contacts
-- order: 20
-- ko: 응대한 문의
-- en: Contacts answered
-- unit: contacts
-- form: count
-- total: period
-- standing: plain
-- numerator.ko: 사람이 답장한 문의. 답장: 문의가 열린 뒤 그 티켓(병합되면 이어진 티켓)이 처음 해결될 때까지 사람이 쓴 답장, 또는 그 문의를 가리키는 답장. 자동 메시지와 봇은 세지 않음.
-- numerator.en: Contacts a person answered. An answer is a reply by a person on the contact's ticket (followed through merges) after the contact opened and before the ticket was first solved, or one that names the contact. Bots and automatic messages never count.
-- denominator.ko: 없음.
-- denominator.en: None.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의.
-- exclusions.en: Voided contacts.
-- maturity.ko: 답장이 오면 바뀜.
-- maturity.en: Changes when an answer comes.
-- needs.ko: 답장한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT day, channel, team_id, count(*) AS numerator, 0 AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND first_reply_ms IS NOT NULL
GROUP BY day, channel, team_id
