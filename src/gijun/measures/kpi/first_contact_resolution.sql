-- name: first_contact_resolution
-- group: quality
-- order: 110
-- ko: 첫 문의 해결률 (FCR)
-- en: First contact resolution (FCR)
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 열린 뒤 7일(168시간) 안에 ① 티켓이 해결되었고 ② 다시 열리지 않았고 ③ 같은 고객이 같은 상담유형으로 다시 문의하지 않은 문의. 다른 채널과 다른 팀의 문의도 다시 문의한 것으로 셈.
-- numerator.en: Of these, contacts whose ticket within 7 days (168 hours) after the opening (1) was solved, (2) was not reopened and (3) whose customer opened no further contact with the same reason, on whatever channel and with whatever team.
-- denominator.ko: 답장했고 열린 지 7일이 지난 문의. 상담유형이 없는 문의는 해결되지 않은 것이므로 분모에 남음. 병합된 고객은 한 고객. 답장: 문의가 열린 뒤 그 티켓(병합되면 이어진 티켓)이 처음 해결될 때까지 사람이 쓴 답장, 또는 그 문의를 가리키는 답장. 자동 메시지와 봇은 세지 않음.
-- denominator.en: Contacts answered that opened at least 7 days ago. One without a reason is not solved and stays in the denominator. Merged customers are one. An answer is a reply by a person on the contact's ticket (followed through merges) after the contact opened and before the ticket was first solved, or one that names the contact. Bots and automatic messages never count.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의, 답장하지 않은 문의, 아직 7일이 지나지 않은 문의(수를 따로 표시).
-- exclusions.en: Voided contacts, contacts not answered, contacts younger than 7 days (their number is shown).
-- maturity.ko: 열린 뒤 7일.
-- maturity.en: 7 days after the opening.
-- needs.ko: 답장한 지 7일이 지난 문의가 한 건 있으면 보입니다.
-- needs.en: Shows when one answered contact is 7 days old.
-- maturity_days: 7
-- version: 1
-- source: SQM counts 30 days; here 7 days per customer and reason, from the log
SELECT
    day, channel, team_id,
    count(*) FILTER (
        opened_ms <= mature_ms
        AND solved_ms <= opened_ms + 604800000
        AND coalesce(reopened_ms > opened_ms + 604800000, true)
        AND coalesce(next_same_ms > opened_ms + 604800000, true)
        AND reason_id IS NOT NULL
    ) AS numerator,
    count(*) FILTER (opened_ms <= mature_ms) AS denominator,
    count(*) FILTER (opened_ms > mature_ms) AS immature
FROM contacts CROSS JOIN (SELECT as_of_ms - 604800000 AS mature_ms FROM asked)
WHERE NOT voided AND first_reply_ms IS NOT NULL
GROUP BY day, channel, team_id
