-- name: agreed_sentence_share
-- group: standards
-- order: 180
-- ko: 기준 문장을 쓴 답장
-- en: Replies with an agreed sentence
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 합의된 문장이 하나라도 남아 있는 답장.
-- numerator.en: Of these, replies that hold at least one agreed sentence.
-- denominator.ko: 사람이 쓴 답장.
-- denominator.en: Replies by people.
-- attribution.ko: 답장한 영업일, 채널, 팀.
-- attribution.en: Business day, channel and team of the reply.
-- exclusions.ko: 무효 처리된 문의, 자동 메시지.
-- exclusions.en: Voided contacts; automatic messages.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 답장이 한 건 있으면 보입니다.
-- needs.en: Shows as soon as there is a reply.
-- maturity_days: 0
-- version: 1
-- source: Gijun; a sentence with more than 80 % changed is no longer it
SELECT
    day, channel, team_id,
    count(*) FILTER (message_id IN (SELECT message_id FROM events WHERE name = 'desk.standard_used')) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM events
WHERE name = 'desk.reply_written' AND agent_id IS NOT NULL AND coalesce(automatic, '') = ''
    AND message_id NOT IN (SELECT message_id FROM events WHERE name = 'desk.reply_withdrawn')
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
GROUP BY day, channel, team_id
