-- Contacts, without whose they were.
SELECT
    contact_id, first_ticket_id, ticket_id, channel, team_id, day, slot, opened_ms, first_reply_ms, first_response_ms,
    first_agent_id, agents, replies, reassigned, solved_ms, reopened_ms, reason_id, worked_ms, merged,
    next_on_ticket_ms, next_same_ms
FROM contacts
WHERE NOT voided
