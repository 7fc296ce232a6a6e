-- name: contacts_per_agent_day
-- group: workload
-- order: 170
-- ko: 1인당 처리건수(하루)
-- en: Contacts per agent and day
-- unit: per_agent_day
-- form: mean
-- total: period
-- standing: efficiency
-- numerator.ko: 응대한 문의 수: 그날 처음 답장한 것.
-- numerator.en: Contacts answered for the first time on that day.
-- denominator.ko: 그날 처음 답장한 상담사의 수를 날마다 더한 값.
-- denominator.en: Agents who gave a first answer on that day, added up over the days.
-- attribution.ko: 처음 답장한 영업일과 상담사의 팀.
-- attribution.en: Business day of the first answer and the agent's team.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험), 봇과 자동 메시지.
-- exclusions.en: Voided contacts (spam, tests); bots and automatic messages.
-- maturity.ko: 바로 확정.
-- maturity.en: Final at once.
-- needs.ko: 응대한 문의가 한 건 있으면 보입니다. 효율 지표: 사람이나 팀의 순위로 쓰지 마세요.
-- needs.en: Shows as soon as one contact has been answered. An efficiency measure: never rank people or teams by it.
-- maturity_days: 0
-- version: 1
-- source: an old figure of contact centres, kept computable
SELECT
    days.day AS day, '' AS channel, contacts.team_id AS team_id,
    count(*) AS numerator, count(DISTINCT first_agent_id) AS denominator, 0 AS immature
FROM contacts
JOIN days
    ON days.team_id = contacts.team_id AND first_reply_ms >= days.begin_ms AND first_reply_ms < days.end_ms
WHERE NOT voided AND channel IN (SELECT channel FROM channels)
GROUP BY days.day, contacts.team_id
