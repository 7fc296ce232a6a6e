-- name: comfort
-- group: quality
-- order: 126
-- ko: 고객 쾌적도
-- en: Customer comfort
-- unit: points
-- form: mean
-- total: period
-- standing: plain
-- numerator.ko: 문의마다 100점 만점: 원스톱이면 50점, 첫 응답이 빠르면(전화 20초, 채팅·카카오톡 60초, 그 밖 4시간 안) 30점, 넘기지 않았으면 20점. 그 합.
-- numerator.en: Of each contact up to 100 points: 50 for one-stop, 30 for a quick first answer (20 seconds by phone, 60 seconds by chat or KakaoTalk, 4 hours otherwise), 20 for not being handed over. Their sum.
-- denominator.ko: 답장했고, 열린 뒤 티켓이 해결된 문의.
-- denominator.en: Contacts that were answered and whose ticket was solved after they opened.
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
-- source: Gijun (쾌적도): one-stop, wait and transfers with fixed weights 50, 30 and 20
SELECT
    day, channel, team_id,
    sum(
        CASE
            WHEN agents = 1 AND NOT reassigned AND reopened_ms IS NULL AND next_on_ticket_ms IS NULL THEN 50 ELSE 0
        END
        + CASE WHEN first_response_ms <= quick_ms THEN 30 ELSE 0 END
        + CASE WHEN agents = 1 AND NOT reassigned THEN 20 ELSE 0 END
    )::BIGINT AS numerator,
    count(*) AS denominator, 0 AS immature
FROM (
    SELECT
        *, CASE channel WHEN 'phone' THEN 20000 WHEN 'chat' THEN 60000 WHEN 'kakao' THEN 60000 ELSE 14400000 END
            AS quick_ms
    FROM contacts
) AS timed_contacts
WHERE NOT voided AND first_reply_ms IS NOT NULL AND solved_ms IS NOT NULL
GROUP BY day, channel, team_id
