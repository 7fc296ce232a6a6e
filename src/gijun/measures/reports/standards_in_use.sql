-- One row a standard: how fast it is found, in how much of its matter it is said, what came after.
WITH
uses AS (
    SELECT standard_id, version_id, contact_id, ticket_id, agent_id, found_ms, edited_share
    FROM events
    WHERE
        name = 'desk.standard_used' AND {asked}
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
)
SELECT
    said.standard_id, said.uses, said.people, said.edited,
    len(said.times) AS found,
    said.times[(len(said.times) * 50 + 99) // 100] AS median_ms,
    said.times[(len(said.times) * 80 + 99) // 100] AS p80_ms,
    said.in_time,
    coalesce(matters.contacts, 0) AS contacts, coalesce(matters.with_it, 0) AS with_it,
    coalesce(outcomes.mature, 0) AS mature, coalesce(outcomes.came_again, 0) AS came_again,
    coalesce(followed.steps_due, 0) AS steps_due, coalesce(followed.steps_done, 0) AS steps_done
FROM said
LEFT JOIN matters ON matters.standard_id = said.standard_id
LEFT JOIN outcomes ON outcomes.standard_id = said.standard_id
LEFT JOIN followed ON followed.standard_id = said.standard_id
ORDER BY said.standard_id
