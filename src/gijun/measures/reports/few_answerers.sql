-- Contact reasons that hang on very few people: who answers them, and how much of it the two busiest do.
WITH
answered AS (
    SELECT reason_id, first_agent_id, count(*) AS contacts
    FROM contacts
    WHERE NOT voided AND first_reply_ms IS NOT NULL AND reason_id IS NOT NULL AND {asked}
    GROUP BY reason_id, first_agent_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY reason_id ORDER BY contacts DESC, first_agent_id) AS place
    FROM answered
)
SELECT
    reason_id,
    sum(contacts)::BIGINT AS contacts,
    count(*) AS people,
    (sum(contacts) FILTER (place <= 2))::BIGINT AS by_two
FROM ranked
GROUP BY reason_id
HAVING sum(contacts) >= $least
ORDER BY people, contacts DESC, reason_id
