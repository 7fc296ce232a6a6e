-- Chats an agent held: from being given the ticket (or the customer or the agent writing again) until it was solved,
-- closed, merged, parked or given to somebody else. What is still held lasts until the figures were counted.
WITH
steps AS (
    SELECT
        ticket_id AS chat_id, channel AS door, team_id AS step_team_id, happened_ms AS step_ms, place AS step_place,
        CASE
            WHEN name IN ('desk.ticket_assigned', 'desk.ticket_reopened') THEN agent_id
            WHEN name IN ('desk.ticket_released', 'desk.ticket_solved', 'desk.ticket_closed', 'desk.ticket_merged')
                THEN 0
        END AS given_to,
        name NOT IN ('desk.ticket_parked', 'desk.ticket_released', 'desk.ticket_solved', 'desk.ticket_closed',
            'desk.ticket_merged') AS goes_on
    FROM events
    WHERE channel IN ('chat', 'kakao') AND name IN (
        'desk.ticket_assigned', 'desk.ticket_released', 'desk.ticket_solved', 'desk.ticket_closed',
        'desk.ticket_merged', 'desk.ticket_reopened', 'desk.ticket_parked', 'desk.message_received',
        'desk.reply_written'
    )
),
held AS (
    SELECT
        door, step_team_id, step_ms, goes_on,
        last_value(given_to IGNORE NULLS) OVER (
            PARTITION BY chat_id ORDER BY step_place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS holder_id,
        lead(step_ms) OVER (PARTITION BY chat_id ORDER BY step_place) AS next_ms
    FROM steps
)
SELECT
    holder_id AS agent_id, step_team_id AS team_id, door AS channel, step_ms AS began_ms,
    coalesce(next_ms, as_of_ms) AS until_ms
FROM held CROSS JOIN asked
WHERE goes_on AND holder_id > 0
