-- Contacts of the asked days and teams by what they were about, whole sums; no reason: none was chosen yet.
SELECT
    reason_id,
    sum(offered)::BIGINT AS contacts_offered, sum(answered)::BIGINT AS contacts_answered,
    sum(reopened)::BIGINT AS contacts_reopened
FROM cube
WHERE day BETWEEN $first AND $last AND team_id IN (SELECT team_id FROM selected)
GROUP BY reason_id
ORDER BY contacts_offered DESC, reason_id NULLS LAST
