-- Rows of contacts that are folded again, by the position of their opening.
SELECT opened_position FROM kin
UNION
SELECT opened_position FROM old_contacts WHERE first_ticket_id IN (SELECT ticket_id FROM touched)
