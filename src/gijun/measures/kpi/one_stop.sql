-- name: one_stop
-- group: quality
-- order: 100
-- ko: 원스톱 처리율
-- en: One-stop rate
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 ① 답장한 상담사가 한 명이고 ② 해결될 때까지 다른 상담사에게 넘어가지 않았고 ③ 다시 열리지 않았고 ④ 같은 티켓에 뒤이은 문의가 없는 문의.
-- numerator.en: Of these, contacts (1) answered by one agent, (2) never handed to another agent before they were solved, (3) never reopened, (4) with no later contact on the same ticket.
-- denominator.ko: 답장했고, 열린 뒤 티켓이 해결된 문의. 답장: 문의가 열린 뒤 그 티켓(병합되면 이어진 티켓)이 처음 해결될 때까지 사람이 쓴 답장, 또는 그 문의를 가리키는 답장. 자동 메시지와 봇은 세지 않음.
-- denominator.en: Contacts that were answered and whose ticket was solved after they opened. An answer is a reply by a person on the contact's ticket (followed through merges) after the contact opened and before the ticket was first solved, or one that names the contact. Bots and automatic messages never count.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의.
-- exclusions.en: Voided contacts.
-- maturity.ko: 바로 보이지만, 나중에 다시 열리거나 문의가 이어지면 빠짐.
-- maturity.en: Shown at once; a later reopening or contact takes it out.
-- needs.ko: 답장하고 해결한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered and solved.
-- maturity_days: 0
-- version: 1
-- source: Zendesk help 4724624097818 (one-touch), per contact and by people instead of replies
SELECT
    day, channel, team_id,
    count(*) FILTER (
        agents = 1 AND NOT reassigned AND reopened_ms IS NULL AND next_on_ticket_ms IS NULL
    ) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND first_reply_ms IS NOT NULL AND solved_ms IS NOT NULL
GROUP BY day, channel, team_id
