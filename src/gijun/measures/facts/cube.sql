-- Sums of contacts that were not voided, by everything they are looked at by. `mode`: of their centre when they came.
SELECT
    contacts.day AS day, contacts.slot AS slot, contacts.channel AS channel, contacts.team_id AS team_id,
    contacts.reason_id AS reason_id, coalesce(modes.mode, 'normal') AS mode,
    count(*) AS offered,
    count(first_reply_ms) AS answered,
    count(solved_ms) AS solved,
    count(solved_ms) FILTER (first_reply_ms IS NOT NULL) AS answered_solved,
    count(*) FILTER (
        first_reply_ms IS NOT NULL AND solved_ms IS NOT NULL
        AND agents = 1 AND NOT reassigned AND reopened_ms IS NULL AND next_on_ticket_ms IS NULL
    ) AS one_stop,
    count(reopened_ms) AS reopened,
    count(*) FILTER (reassigned) AS handed_on,
    sum(replies)::BIGINT AS replies,
    sum(worked_ms)::BIGINT AS worked_ms,
    coalesce(sum(worked_ms) FILTER (first_reply_ms IS NOT NULL), 0)::BIGINT AS answered_worked_ms,
    coalesce(sum(first_response_ms), 0)::BIGINT AS first_response_ms
FROM contacts
LEFT JOIN teams ON teams.team_id = contacts.team_id
LEFT JOIN modes ON modes.centre_id = teams.centre_id
    AND contacts.opened_ms >= modes.began_ms AND contacts.opened_ms < modes.until_ms
WHERE NOT voided
GROUP BY contacts.day, contacts.slot, contacts.channel, contacts.team_id, contacts.reason_id, coalesce(modes.mode, 'normal')
