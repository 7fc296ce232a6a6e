-- Contacts (`kin`) with who the customer is today and when they came again about the same. Nobody knows that of
-- a contact without a customer.
SELECT
    kin.* EXCLUDE (customer_id, next_same_ms), known.found_customer_id AS customer_id, known.again_ms AS next_same_ms
FROM kin
JOIN (
    SELECT
        opened_position AS known_position,
        coalesce(customers.found_id, asked_customer_id) AS found_customer_id,
        CASE WHEN asked_customer_id IS NOT NULL THEN
            lead(opened_ms) OVER (
                PARTITION BY voided, coalesce(customers.found_id, asked_customer_id), reason_id
                ORDER BY opened_ms, opened_position
            )
        END AS again_ms
    FROM kin
    LEFT JOIN customers ON customers.asked_id = asked_customer_id
) AS known ON known.known_position = kin.opened_position
