-- name: promise_kept_rate
-- group: promises
-- order: 190
-- ko: 약속이행률
-- en: Promise-kept rate
-- unit: share
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 그중 기한 안에 지킨 약속. 고객이 원해서 옮긴 약속은 새 기한으로, 우리 사정으로 한 번이라도 옮긴 약속은 지키지 못한 것으로 셈.
-- numerator.en: Of these, promises kept by their time. One moved because the customer asked counts by its new time; one moved even once because we needed longer counts as not kept.
-- denominator.ko: 지켰거나 기한을 넘긴 약속(콜백, 환불 기한, 답변 기한, 방문, 기타).
-- denominator.en: Promises that were kept or whose time passed (call back, refund, answer, visit, other).
-- attribution.ko: 지킨 영업일, 기한을 넘겼으면 넘긴 것이 기록된 영업일. 그때 약속을 맡은 사람의 팀, 티켓의 채널.
-- attribution.en: Business day on which it was kept, or noted as past its time; the team of whoever kept it then, the ticket's channel.
-- exclusions.ko: 기한 전에 철회된 약속, 무효 처리된 문의.
-- exclusions.en: Promises withdrawn before their time; voided contacts.
-- maturity.ko: 바로 확정. 늦게 지킨 약속은 지키지 못한 것으로 남음.
-- maturity.en: Final at once; a promise kept late stays not kept.
-- needs.ko: 기한이 된 약속이 하나 있으면 보입니다.
-- needs.en: Shows as soon as one promise has come due.
-- maturity_days: 0
-- version: 1
-- source: Gijun; the first thing that became of a promise decides
SELECT
    settled_day AS day, settled_channel AS channel, settled_team_id AS team_id,
    count(*) FILTER (outcome = 'desk.promise_kept' AND prolonged.promise_id IS NULL) AS numerator,
    count(*) AS denominator, 0 AS immature
FROM (
    SELECT
        json_extract(data, '$.promise_id')::BIGINT AS promise_id, arg_min(name, place) AS outcome,
        arg_min(day, place) AS settled_day, arg_min(channel, place) AS settled_channel,
        arg_min(team_id, place) AS settled_team_id
    FROM events
    WHERE name IN ('desk.promise_kept', 'desk.promise_broken')
        AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM voided)
    GROUP BY 1
) AS settled
LEFT JOIN (
    SELECT DISTINCT json_extract(data, '$.promise_id')::BIGINT AS promise_id
    FROM events
    WHERE name = 'desk.promise_moved' AND json_extract_string(data, '$.move_reason') = 'ours'
) AS prolonged ON prolonged.promise_id = settled.promise_id
GROUP BY settled_day, settled_channel, settled_team_id
