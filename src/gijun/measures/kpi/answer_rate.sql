-- name: answer_rate
-- group: contacts
-- order: 30
-- ko: 응대율
-- en: Answer rate
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 응대한 문의. 답장: 문의가 열린 뒤 그 티켓(병합되면 이어진 티켓)이 처음 해결될 때까지 사람이 쓴 답장, 또는 그 문의를 가리키는 답장. 자동 메시지와 봇은 세지 않음.
-- numerator.en: Contacts answered. An answer is a reply by a person on the contact's ticket (followed through merges) after the contact opened and before the ticket was first solved, or one that names the contact. Bots and automatic messages never count.
-- denominator.ko: 인입 문의 중 봇·자동 응답만으로 끝나지 않은 것.
-- denominator.en: Contacts offered, less those that machines settled alone.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), 봇·자동 응답만으로 끝난 문의.
-- exclusions.en: Voided contacts (spam, tests); contacts settled by machines alone.
-- maturity.ko: 답장이 오면 바뀜.
-- maturity.en: Changes when an answer comes.
-- needs.ko: 문의가 한 건 들어오면 보입니다.
-- needs.en: Shows as soon as one contact has come in.
-- maturity_days: 0
-- version: 2
-- source: Gijun; a contact without an answer stays in the denominator
SELECT
    day, channel, team_id,
    count(first_reply_ms) AS numerator, count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND contact_id NOT IN (SELECT contact_id FROM machine_only)
GROUP BY day, channel, team_id
