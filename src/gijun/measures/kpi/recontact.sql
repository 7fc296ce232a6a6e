-- name: recontact
-- group: quality
-- order: 112
-- ko: 7일 안 재인입률
-- en: Contacted again within 7 days
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 같은 고객이 7일(168시간) 안에 같은 상담유형으로 다시 문의한 것. 다른 채널과 다른 팀의 문의도 셈.
-- numerator.en: Of these, contacts whose customer opened another one with the same reason within 7 days (168 hours), on whatever channel and with whatever team.
-- denominator.ko: 답장했고 상담유형이 있으며 열린 지 7일이 지난 문의. 병합된 고객은 한 고객.
-- denominator.en: Contacts answered, with a reason, that opened at least 7 days ago. Merged customers are one.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의, 답장하지 않은 문의, 상담유형이 없는 문의, 아직 7일이 지나지 않은 문의(수를 따로 표시).
-- exclusions.en: Voided contacts, contacts not answered, contacts without a reason, contacts younger than 7 days (their number is shown).
-- maturity.ko: 열린 뒤 7일.
-- maturity.en: 7 days after the opening.
-- needs.ko: 답장한 지 7일이 지난 문의가 한 건 있으면 보입니다.
-- needs.en: Shows when one answered contact is 7 days old.
-- maturity_days: 7
-- version: 1
-- source: Gijun; not 1 − FCR: an unsolved contact is no repeated one
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE opened_ms <= mature_ms AND next_same_ms <= opened_ms + 604800000) AS numerator,
    count(*) FILTER (WHERE opened_ms <= mature_ms) AS denominator,
    count(*) FILTER (WHERE opened_ms > mature_ms) AS immature
FROM contacts CROSS JOIN (SELECT as_of_ms - 604800000 AS mature_ms FROM asked)
WHERE NOT voided AND first_reply_ms IS NOT NULL AND reason_id IS NOT NULL
GROUP BY day, channel, team_id
