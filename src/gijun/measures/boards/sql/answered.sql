-- Contacts that a person answered for the first time, by half-hour of the answer.
SELECT (first_reply_ms - $begin_ms) // 1800000 AS half_hour, count(*) AS n
FROM contacts
JOIN selected ON selected.team_id = contacts.team_id
WHERE NOT voided AND first_reply_ms >= $begin_ms AND first_reply_ms < $end_ms
    AND (len($channels) = 0 OR list_contains($channels, channel))
GROUP BY (first_reply_ms - $begin_ms) // 1800000
