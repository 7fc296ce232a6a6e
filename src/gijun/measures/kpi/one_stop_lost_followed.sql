-- name: one_stop_lost_followed
-- group: quality
-- order: 108
-- ko: 원스톱 실패: 같은 티켓에 문의가 이어짐
-- en: Not one-stop: another contact followed
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 같은 티켓에 문의가 이어짐. ① 여러 상담사가 답함 ② 넘어감 ③ 다시 열림 ④ 문의가 이어짐의 차례로 처음 해당하는 하나에만 넣음: 원스톱 처리율과 네 값을 더하면 100 %.
-- numerator.en: Of these, another contact followed. Each contact stands under the first that holds of (1) several people, (2) handed over, (3) reopened, (4) followed: with the one-stop rate the four make 100 %.
-- denominator.ko: 답장했고, 열린 뒤 티켓이 해결된 문의(원스톱 처리율과 같음).
-- denominator.en: Contacts that were answered and solved, as in the one-stop rate.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의(스팸, 시험).
-- exclusions.en: Voided contacts (spam, tests).
-- maturity.ko: 나중에 다시 열리거나 문의가 이어지면 바뀜.
-- maturity.en: A later reopening or contact changes it.
-- needs.ko: 답장하고 해결한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered and solved.
-- maturity_days: 0
-- version: 1
-- source: Gijun; the failure tree of the one-stop rate
SELECT
    day, channel, team_id,
    count(*) FILTER (WHERE agents = 1 AND NOT reassigned AND reopened_ms IS NULL AND next_on_ticket_ms IS NOT NULL) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND first_reply_ms IS NOT NULL AND solved_ms IS NOT NULL
GROUP BY day, channel, team_id
