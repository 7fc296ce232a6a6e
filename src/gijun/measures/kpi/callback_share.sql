-- name: callback_share
-- group: promises
-- order: 200
-- ko: 콜백률
-- en: Contacts that needed a call back
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 콜백을 약속한 문의.
-- numerator.en: Of these, contacts in which a call back was promised.
-- denominator.ko: 응대한 문의.
-- denominator.en: Contacts answered.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first.
-- exclusions.ko: 무효 처리된 문의, 철회된 약속.
-- exclusions.en: Voided contacts; promises withdrawn.
-- maturity.ko: 바로 보이지만, 나중에 콜백을 약속하면 늘어남.
-- maturity.en: Shown at once; grows when a call back is promised later.
-- needs.ko: 응대한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 1
-- source: Gijun
SELECT
    day, channel, team_id,
    count(*) FILTER (
        contact_id IN (
            SELECT contact_id FROM events
            WHERE name = 'desk.promise_made' AND kind = 'callback' AND contact_id IS NOT NULL
                AND json_extract(data, '$.promise_id')::BIGINT NOT IN (
                    SELECT json_extract(data, '$.promise_id')::BIGINT FROM events WHERE name = 'desk.promise_withdrawn'
                )
        )
    ) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM contacts
WHERE NOT voided AND first_reply_ms IS NOT NULL
GROUP BY day, channel, team_id
