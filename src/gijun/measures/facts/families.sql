-- Tickets that were merged with others or split off them, each with the lowest number among them all.
WITH RECURSIVE
edges AS (
    SELECT ticket_id AS one_id, into_ticket_id AS other_id FROM rare WHERE into_ticket_id IS NOT NULL
    UNION
    SELECT into_ticket_id, ticket_id FROM rare WHERE into_ticket_id IS NOT NULL
),
reached (ticket_id, root_id) AS (
    SELECT one_id, one_id FROM edges
    UNION
    SELECT edges.other_id, reached.root_id
    FROM reached JOIN edges ON edges.one_id = reached.ticket_id
    WHERE reached.root_id < edges.other_id
)
SELECT ticket_id, min(root_id) AS root_id FROM reached GROUP BY ticket_id
