-- One row a standard: who read it, how fast it is found, in how much of its matter it is said, what came after.
WITH
uses AS (
    SELECT standard_id, version_id, contact_id, ticket_id, agent_id, found_ms, edited_share
    FROM events
    WHERE
        name = 'desk.standard_used' AND {asked}
        AND message_id NOT IN (SELECT message_id FROM events WHERE name = 'desk.reply_withdrawn')
        AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM contacts WHERE voided)
),
said AS (
    SELECT
        standard_id,
        count(*) AS uses,
        count(DISTINCT agent_id) AS people,
        avg(edited_share) AS edited,
        list_sort(list(found_ms) FILTER (found_ms IS NOT NULL)) AS times,
        count(*) FILTER (found_ms <= 20000) AS in_time
    FROM uses GROUP BY standard_id
),
matters AS (  -- contacts about the standard's reason, or one below it, that somebody answered
    SELECT
        scope.standard_id,
        count(*) AS contacts,
        count(*) FILTER (contact_id IN (SELECT contact_id FROM uses AS u WHERE u.standard_id = scope.standard_id)) AS with_it
    FROM contacts JOIN scope ON scope.reason_id = contacts.reason_id
    WHERE NOT voided AND first_reply_ms IS NOT NULL AND {asked}
    GROUP BY scope.standard_id
),
outcomes AS (  -- of contacts in which it was said, those that are a week old
    SELECT
        spoken.standard_id,
        count(*) AS mature,
        count(*) FILTER (
            contacts.next_same_ms <= contacts.opened_ms + 604800000
            OR contacts.reopened_ms <= contacts.opened_ms + 604800000
        ) AS came_again
    FROM (SELECT DISTINCT standard_id, contact_id FROM uses) AS spoken
    JOIN contacts ON contacts.contact_id = spoken.contact_id
    CROSS JOIN asked
    WHERE NOT contacts.voided AND contacts.opened_ms <= asked.as_of_ms - 604800000
    GROUP BY spoken.standard_id
),
spoken_contacts AS (
    SELECT DISTINCT uses.standard_id, uses.contact_id, contacts.ticket_id
    FROM uses JOIN contacts ON contacts.contact_id = uses.contact_id
    WHERE NOT contacts.voided
),
rated AS (  -- the last rating of each solution of a ticket in which it was said
    SELECT spoken_contacts.standard_id, count(*) AS rated, count(*) FILTER (given.score >= 4) AS satisfied
    FROM (SELECT DISTINCT standard_id, ticket_id FROM spoken_contacts) AS spoken_contacts
    JOIN (
        SELECT
            ticket_id, json_extract(data, '$.solved_ms')::BIGINT AS solved_ms,
            arg_max(json_extract(data, '$.score')::BIGINT, place) AS score
        FROM events WHERE name = 'desk.satisfaction_given' GROUP BY 1, 2
    ) AS given ON given.ticket_id = spoken_contacts.ticket_id
    GROUP BY spoken_contacts.standard_id
),
gone_up AS (  -- contacts in which it was said, and those of them that went up the tree
    SELECT
        standard_id, count(*) AS spoken,
        count(*) FILTER (contact_id IN (SELECT contact_id FROM events WHERE name = 'desk.escalation_asked')) AS escalated
    FROM spoken_contacts GROUP BY standard_id
),
ticks AS (
    SELECT ticket_id, version_id, json_extract_string(data, '$.item_id') AS item_id, arg_max(data, place) AS latest
    FROM events WHERE name = 'desk.checklist_ticked'
    GROUP BY ticket_id, version_id, item_id
),
followed AS (
    SELECT
        due.standard_id,
        sum(due.steps)::BIGINT AS steps_due,
        sum(least(due.steps, coalesce(done.steps, 0)))::BIGINT AS steps_done
    FROM (
        SELECT DISTINCT uses.standard_id, uses.ticket_id, uses.version_id, steps.steps
        FROM uses JOIN steps ON steps.version_id = uses.version_id
    ) AS due
    LEFT JOIN (
        SELECT ticket_id, version_id, count(*) AS steps FROM ticks
        WHERE json_extract_string(latest, '$.done') = 'true'
        GROUP BY ticket_id, version_id
    ) AS done ON done.ticket_id = due.ticket_id AND done.version_id = due.version_id
    GROUP BY due.standard_id
),
spans AS (  -- published versions; a correction of the end counts from the moment it was told
    SELECT
        version_id, arg_max(standard_id, place) AS standard_id,
        max(json_extract(data, '$.valid_from_ms')::BIGINT) FILTER (name = 'standards.version_published') AS from_ms,
        arg_max(json_extract(data, '$.valid_to_ms')::BIGINT, place) FILTER (name = 'standards.version_superseded') AS to_ms
    FROM events WHERE name IN ('standards.version_published', 'standards.version_superseded')
    GROUP BY version_id
),
in_force AS (
    SELECT standard_id, version_id FROM spans WHERE from_ms <= $until_ms AND (to_ms IS NULL OR to_ms > $until_ms)
),
withdrawn AS (
    SELECT json_extract(data, '$.notice_id')::BIGINT AS notice_id
    FROM events
    WHERE name = 'standards.notice_withdrawn' AND json_extract(data, '$.shows_until_ms')::BIGINT <= $until_ms
),
notices AS (  -- must-reads of the versions in force; whoever issued one knows it
    SELECT
        in_force.standard_id, json_extract(data, '$.notice_id')::BIGINT AS notice_id,
        events.team_id AS for_team_id, coalesce(actor_id, 0) AS issuer_id
    FROM events JOIN in_force ON in_force.version_id = events.version_id
    WHERE
        name = 'standards.notice_issued' AND json_extract_string(data, '$.must_read') = 'true'
        AND json_extract(data, '$.shows_from_ms')::BIGINT <= $until_ms
        AND json_extract(data, '$.notice_id')::BIGINT NOT IN (SELECT notice_id FROM withdrawn)
),
away AS (  -- accounts that are closed
    SELECT json_extract(data, '$.person_id')::BIGINT AS person_id
    FROM events WHERE name = 'organisation.person_changed' AND happened_ms <= $until_ms
    GROUP BY 1 HAVING json_extract_string(arg_max(data, place), '$.active') = 'false'
),
roles AS (
    SELECT
        json_extract(data, '$.person_id')::BIGINT AS person_id, team_id AS own_team_id,
        json_extract_string(data, '$.role') AS role, arg_max(name, place) AS latest
    FROM events
    WHERE name IN ('organisation.role_given', 'organisation.role_taken') AND happened_ms <= $until_ms
    GROUP BY 1, 2, 3
),
readers AS (
    SELECT notices.standard_id, roles.person_id, notices.notice_id
    FROM roles
    JOIN lineages ON lineages.team_id = roles.own_team_id
    JOIN notices ON notices.for_team_id = lineages.above_id AND notices.issuer_id != roles.person_id
    WHERE
        latest = 'organisation.role_given' AND roles.person_id NOT IN (SELECT person_id FROM away)
        AND roles.own_team_id IN (SELECT team_id FROM selected)
),
receipts AS (
    SELECT DISTINCT
        json_extract(data, '$.notice_id')::BIGINT AS notice_id, json_extract(data, '$.person_id')::BIGINT AS person_id
    FROM events WHERE name = 'standards.standard_read' AND happened_ms <= $until_ms
),
known AS (
    SELECT
        readers.standard_id,
        count(DISTINCT readers.person_id) AS should,
        count(DISTINCT readers.person_id) FILTER (receipts.notice_id IS NOT NULL) AS did
    FROM readers
    LEFT JOIN receipts ON receipts.notice_id = readers.notice_id AND receipts.person_id = readers.person_id
    GROUP BY readers.standard_id
),
listed AS (  -- said, or in force and nobody says it though its matter came up or people were to read it
    SELECT standard_id FROM said
    UNION
    SELECT standard_id FROM in_force
    WHERE standard_id IN (SELECT standard_id FROM matters) OR standard_id IN (SELECT standard_id FROM known)
)
SELECT
    listed.standard_id, coalesce(said.uses, 0) AS uses, coalesce(said.people, 0) AS people, said.edited,
    coalesce(known.should, 0) AS should, coalesce(known.did, 0) AS did,
    coalesce(len(said.times), 0) AS found,
    said.times[(len(said.times) * 50 + 99) // 100] AS median_ms,
    said.times[(len(said.times) * 80 + 99) // 100] AS p80_ms,
    coalesce(said.in_time, 0) AS in_time,
    coalesce(matters.contacts, 0) AS contacts, coalesce(matters.with_it, 0) AS with_it,
    coalesce(outcomes.mature, 0) AS mature, coalesce(outcomes.came_again, 0) AS came_again,
    coalesce(followed.steps_due, 0) AS steps_due, coalesce(followed.steps_done, 0) AS steps_done,
    coalesce(rated.rated, 0) AS rated, coalesce(rated.satisfied, 0) AS satisfied,
    coalesce(gone_up.spoken, 0) AS spoken, coalesce(gone_up.escalated, 0) AS escalated
FROM listed
LEFT JOIN said ON said.standard_id = listed.standard_id
LEFT JOIN known ON known.standard_id = listed.standard_id
LEFT JOIN matters ON matters.standard_id = listed.standard_id
LEFT JOIN outcomes ON outcomes.standard_id = listed.standard_id
LEFT JOIN followed ON followed.standard_id = listed.standard_id
LEFT JOIN rated ON rated.standard_id = listed.standard_id
LEFT JOIN gone_up ON gone_up.standard_id = listed.standard_id
ORDER BY listed.standard_id
