-- Tickets of a centre that are open now, by reason (0: none was chosen) and how long they have been so.
WITH
reasons AS (
    SELECT contacts.ticket_id AS about_ticket_id, max(contacts.reason_id) AS about_reason_id
    FROM contacts WHERE NOT contacts.voided GROUP BY contacts.ticket_id
),
open_ones AS (
    SELECT coalesce(reasons.about_reason_id, 0) AS about, $as_of_ms - spells.opened_ms AS age_ms
    FROM spells
    JOIN asked_teams ON asked_teams.asked_team_id = spells.team_id
    LEFT JOIN reasons ON reasons.about_ticket_id = spells.ticket_id
    WHERE spells.until_day IS NULL
)
SELECT
    about, count(*) AS n,
    sum(CASE WHEN age_ms < $day_ms THEN 1 ELSE 0 END)::BIGINT AS under_a_day,
    sum(CASE WHEN age_ms >= $day_ms AND age_ms < 3 * $day_ms THEN 1 ELSE 0 END)::BIGINT AS under_three,
    sum(CASE WHEN age_ms >= 3 * $day_ms AND age_ms < 7 * $day_ms THEN 1 ELSE 0 END)::BIGINT AS under_seven,
    sum(CASE WHEN age_ms >= 7 * $day_ms THEN 1 ELSE 0 END)::BIGINT AS older,
    max(age_ms) AS oldest_ms
FROM open_ones
GROUP BY about
ORDER BY older DESC, n DESC, about
