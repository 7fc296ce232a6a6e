-- Contacts whose customer or next contact may be another than before: those folded again, and all of the customers
-- they belong or belonged to, or whose records were merged or parted.
WITH
moved AS (
    SELECT coalesce(now.asked_id, before.asked_id) AS asked_id, before.found_id AS before_id, now.found_id AS now_id
    FROM customers AS now FULL JOIN old_customers AS before ON before.asked_id = now.asked_id
    WHERE now.found_id IS DISTINCT FROM before.found_id
),
concerned AS (
    SELECT coalesce(customers.found_id, asked_customer_id) AS concerned_id
    FROM approaches LEFT JOIN customers ON customers.asked_id = asked_customer_id
    UNION
    SELECT customer_id FROM old_contacts WHERE first_ticket_id IN (SELECT ticket_id FROM touched)
    UNION
    SELECT coalesce(before_id, asked_id) FROM moved
    UNION
    SELECT coalesce(now_id, asked_id) FROM moved
)
SELECT * FROM old_contacts
WHERE customer_id IN (SELECT concerned_id FROM concerned WHERE concerned_id IS NOT NULL)
    AND first_ticket_id NOT IN (SELECT ticket_id FROM touched)
UNION ALL BY NAME
SELECT * FROM approaches
