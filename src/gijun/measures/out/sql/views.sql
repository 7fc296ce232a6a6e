-- What stands in the product's own rows, as it is now.
CREATE VIEW report.tickets AS
SELECT
    id AS ticket_id, number, status, priority, channel, team_id, assignee_id AS agent_id, reason_id,
    merged_into_id AS merged_into_ticket_id, opened_at, solved_at, due_at
FROM desk_ticket;
CREATE VIEW report.teams AS
SELECT id AS team_id, name, parent_id AS parent_team_id, split_part(path, '/', 2)::bigint AS centre_id, zone
FROM organisation_team;
CREATE VIEW report.reasons AS
SELECT id AS reason_id, code, name_ko, name_en, parent_id AS parent_reason_id, is_active
FROM standards_contactreason
