-- Tickets whose facts have to be folded again because of `fresh` facts: those they name, those whose contacts they
-- name, and all that were merged with one of these or split off it, however far.
WITH RECURSIVE
edges AS (
    SELECT ticket_id AS one_id, into_ticket_id AS other_id FROM rare WHERE into_ticket_id IS NOT NULL
    UNION ALL
    SELECT into_ticket_id, ticket_id FROM rare WHERE into_ticket_id IS NOT NULL
),
family (ticket_id) AS (
    SELECT ticket_id FROM fresh WHERE ticket_id IS NOT NULL
    UNION
    SELECT into_ticket_id FROM fresh WHERE into_ticket_id IS NOT NULL
    UNION
    SELECT first_ticket_id FROM old_contacts WHERE contact_id IN (SELECT contact_id FROM fresh)
    UNION
    SELECT ticket_id FROM old_solutions
    WHERE contact_id IN (SELECT contact_id FROM fresh WHERE name = 'desk.contact_voided')
    UNION
    SELECT edges.other_id FROM family JOIN edges ON edges.one_id = family.ticket_id
)
SELECT ticket_id FROM family
