-- Where the redirects of merged customers end; a merge that was taken back leads nowhere.
WITH RECURSIVE
joined AS (
    SELECT customer_id AS joined_id, arg_max(into_customer_id, place) AS joined_into_id
    FROM rare WHERE name IN ('desk.customers_merged', 'desk.customers_parted')
    GROUP BY customer_id
    HAVING arg_max(name, place) = 'desk.customers_merged'
),
redirects (asked_id, found_id) AS (
    SELECT joined_id, joined_into_id FROM joined
    UNION
    SELECT redirects.asked_id, joined.joined_into_id
    FROM redirects JOIN joined ON joined.joined_id = redirects.found_id
)
SELECT asked_id, found_id FROM redirects
WHERE found_id NOT IN (SELECT asked_id FROM redirects)
