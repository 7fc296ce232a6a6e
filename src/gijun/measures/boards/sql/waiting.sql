-- Contacts that waited during the day, by the half-hours in which they came and were answered or solved: -1 before
-- the day, none not yet.
SELECT
    greatest((opened_ms - $begin_ms) // 1800000, -1) AS came,
    CASE WHEN over_ms < $end_ms THEN (over_ms - $begin_ms) // 1800000 END AS went,
    count(*) AS n
FROM (
    SELECT opened_ms, least(first_reply_ms, solved_ms) AS over_ms
    FROM contacts
    JOIN selected ON selected.team_id = contacts.team_id
    WHERE NOT voided AND opened_ms < $end_ms
        AND (len($channels) = 0 OR list_contains($channels, channel))
) AS matters
WHERE over_ms IS NULL OR over_ms >= $begin_ms
GROUP BY 1, 2
