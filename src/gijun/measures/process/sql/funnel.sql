-- How far contacts came, each stage by itself: who reached a later one has passed the earlier ones, too.
WITH
chosen AS (
    SELECT
        ticket_id AS on_ticket_id, first_ticket_id AS at_first_id, opened_ms AS came_ms,
        first_reply_ms IS NOT NULL AS was_answered,
        solved_ms IS NOT NULL AS was_solved,
        solved_ms IS NOT NULL AND reopened_ms IS NULL AS stayed_solved
    FROM contacts
    WHERE NOT voided AND {asked}
        AND (NOT $by_reason OR reason_id IN (SELECT asked_reason_id FROM asked_reasons))
),
assigned AS (
    SELECT ticket_id AS assigned_ticket_id, max(happened_ms) AS assigned_ms
    FROM events WHERE name = 'desk.ticket_assigned' GROUP BY ticket_id
),
told AS (
    SELECT
        coalesce(greatest(first_held.assigned_ms, then_held.assigned_ms) >= came_ms, false) AS was_assigned,
        was_answered AS answered, was_solved AS solved, stayed_solved AS stayed
    FROM chosen
    LEFT JOIN assigned AS first_held ON first_held.assigned_ticket_id = chosen.at_first_id
    LEFT JOIN assigned AS then_held ON then_held.assigned_ticket_id = chosen.on_ticket_id
)
SELECT
    count(*),
    count(*) FILTER (was_assigned), count(*) FILTER (was_assigned OR answered OR solved),
    count(*) FILTER (answered), count(*) FILTER (answered OR solved),
    count(*) FILTER (solved), count(*) FILTER (solved),
    count(*) FILTER (stayed), count(*) FILTER (stayed)
FROM told
