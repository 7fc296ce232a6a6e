-- One row per contact, folded from the facts of its tickets; `contacts_again` adds what depends on the customer.
-- `place` orders facts by when they happened, then by position.
--
-- A contact's window reaches from its opening to the first time its ticket is solved after that, following the
-- ticket through merges. What happens in the window belongs to the contact; a reply that names the contact
-- belongs to it even later (the ticket was reopened without a new contact).
WITH RECURSIVE
voided AS (
    SELECT DISTINCT contact_id AS voided_id FROM events WHERE name = 'desk.contact_voided'
),
merges AS (
    SELECT ticket_id AS loser_id, into_ticket_id AS winner_id, place AS merged_place
    FROM events WHERE name = 'desk.ticket_merged'
),
opened AS (
    SELECT
        contact_id AS approach_id, ticket_id AS first_ticket_id, team_id AS door_team_id, channel AS door,
        customer_id AS approaching_id, position AS began_position,
        happened_ms AS began_ms, place AS began_place, day AS booked_day, slot AS booked_slot,
        voided.voided_id IS NOT NULL AS is_voided
    FROM events
    LEFT JOIN voided ON voided.voided_id = events.contact_id
    WHERE name = 'desk.contact_opened'
),
path (approach_id, on_ticket_id, since_place, step) AS (
    SELECT approach_id, first_ticket_id, began_place, 0 FROM opened
    UNION ALL
    SELECT path.approach_id, merges.winner_id, merges.merged_place, path.step + 1
    FROM path JOIN merges ON merges.loser_id = path.on_ticket_id AND merges.merged_place > path.since_place
),
whereabouts AS (  -- where merges have brought the contact
    SELECT approach_id, arg_max(on_ticket_id, step) AS last_ticket_id, max(step) > 0 AS was_merged
    FROM path GROUP BY approach_id
),
taken_back AS (  -- replies the customer never saw
    SELECT message_id AS undone_id, json_extract_string(data, '$.solve_undone') = 'true' AS solved_too
    FROM events WHERE name = 'desk.reply_withdrawn'
),
undone_solves AS (
    SELECT ticket_id AS undone_ticket_id, happened_ms AS undone_ms
    FROM events JOIN taken_back ON taken_back.undone_id = events.message_id
    WHERE name = 'desk.reply_written' AND solved_too
    UNION
    SELECT ticket_id, json_extract(data, '$.solved_ms')::BIGINT FROM events WHERE name = 'desk.solve_undone'
),
moves AS (
    SELECT
        name AS what, ticket_id AS moved_id, contact_id AS named_id, agent_id AS whose_id, from_agent_id AS before_id,
        team_id AS where_id, reason_id AS why_id, happened_ms AS moved_ms, place AS moved_place
    FROM events
    LEFT JOIN undone_solves
        ON name = 'desk.ticket_solved' AND undone_ticket_id = events.ticket_id AND undone_ms = events.happened_ms
    WHERE (name = 'desk.ticket_solved' AND undone_ticket_id IS NULL)
        OR name IN ('desk.ticket_reopened', 'desk.ticket_assigned', 'desk.ticket_released')
        OR (name = 'desk.reply_written' AND agent_id IS NOT NULL AND coalesce(automatic, '') = ''  -- people only
            AND message_id NOT IN (SELECT undone_id FROM taken_back))
        OR (name = 'telephony.call_answered' AND agent_id IS NOT NULL)
),
during AS (
    SELECT path.approach_id, moves.*
    FROM path JOIN moves ON moves.moved_id = path.on_ticket_id AND moves.moved_place > path.since_place
),
solved AS (
    SELECT
        approach_id, min(moved_place) AS solved_place, arg_min(moved_ms, moved_place) AS ended_ms,
        arg_min(why_id, moved_place) AS ended_reason_id
    FROM during WHERE what = 'desk.ticket_solved' GROUP BY approach_id
),
dealt AS (
    SELECT
        during.*,
        solved.solved_place IS NULL OR moved_place < solved.solved_place AS in_window,
        what IN ('desk.reply_written', 'telephony.call_answered')
            AND (named_id = during.approach_id OR solved.solved_place IS NULL OR moved_place < solved.solved_place)
            AS is_answer
    FROM during LEFT JOIN solved ON solved.approach_id = during.approach_id
),
answers AS (
    SELECT
        approach_id, count(*) AS answer_count, count(DISTINCT whose_id) AS people,
        min(moved_place) AS answer_place, arg_min(moved_ms, moved_place) AS answer_ms,
        arg_min(whose_id, moved_place) AS answerer_id, arg_min(where_id, moved_place) AS answerer_team_id
    FROM dealt WHERE is_answer GROUP BY approach_id
),
restarts AS (  -- a reopening before the first answer starts the clock again
    SELECT dealt.approach_id, max(dealt.moved_ms) AS restarted_ms
    FROM dealt JOIN answers ON answers.approach_id = dealt.approach_id
    WHERE dealt.what = 'desk.ticket_reopened' AND dealt.moved_place < answers.answer_place
    GROUP BY dealt.approach_id
),
reopenings AS (
    SELECT approach_id, min(moved_ms) AS woken_ms
    FROM dealt WHERE what = 'desk.ticket_reopened' AND NOT in_window GROUP BY approach_id
),
holders AS (
    SELECT approach_id, whose_id AS holder_id FROM dealt
    WHERE in_window AND what IN ('desk.ticket_assigned', 'desk.ticket_released')
    UNION
    SELECT approach_id, before_id FROM dealt WHERE in_window AND what = 'desk.ticket_assigned'
),
held AS (
    SELECT approach_id, count(DISTINCT holder_id) AS holder_count FROM holders GROUP BY approach_id
),
worked AS (
    SELECT contact_id AS approach_id, sum(worked_ms)::BIGINT AS work_ms
    FROM events WHERE name = 'desk.work_ended' GROUP BY contact_id
),
reasons AS (
    SELECT ticket_id AS on_ticket_id, arg_max(reason_id, place) AS chosen_reason_id
    FROM events WHERE name = 'desk.reason_chosen' GROUP BY ticket_id
),
told AS (
    SELECT
        opened.*, whereabouts.last_ticket_id, whereabouts.was_merged,
        solved.ended_ms, coalesce(solved.ended_reason_id, reasons.chosen_reason_id) AS about_id,
        answers.answer_count, answers.people, answers.answer_ms, answers.answerer_id, answers.answerer_team_id,
        restarts.restarted_ms, reopenings.woken_ms,
        coalesce(held.holder_count, 0) AS holder_count, coalesce(worked.work_ms, 0) AS work_ms
    FROM opened
    JOIN whereabouts ON whereabouts.approach_id = opened.approach_id
    LEFT JOIN reasons ON reasons.on_ticket_id = whereabouts.last_ticket_id
    LEFT JOIN solved ON solved.approach_id = opened.approach_id
    LEFT JOIN answers ON answers.approach_id = opened.approach_id
    LEFT JOIN restarts ON restarts.approach_id = opened.approach_id
    LEFT JOIN reopenings ON reopenings.approach_id = opened.approach_id
    LEFT JOIN held ON held.approach_id = opened.approach_id
    LEFT JOIN worked ON worked.approach_id = opened.approach_id
)
SELECT
    approach_id AS contact_id,
    first_ticket_id,
    last_ticket_id AS ticket_id,
    approaching_id AS asked_customer_id,
    door AS channel,
    coalesce(answerer_team_id, door_team_id) AS team_id,
    booked_day AS day,
    booked_slot AS slot,
    began_ms AS opened_ms,
    began_position AS opened_position,
    answer_ms AS first_reply_ms,
    answer_ms - greatest(began_ms, coalesce(restarted_ms, began_ms)) AS first_response_ms,
    answerer_id AS first_agent_id,
    coalesce(people, 0) AS agents,
    coalesce(answer_count, 0) AS replies,
    holder_count > 1 AS reassigned,
    ended_ms AS solved_ms,
    woken_ms AS reopened_ms,
    about_id AS reason_id,
    work_ms AS worked_ms,
    was_merged AS merged,
    is_voided AS voided,
    lead(began_ms) OVER (PARTITION BY is_voided, last_ticket_id ORDER BY began_place) AS next_on_ticket_ms,
    NULL::BIGINT AS customer_id, NULL::BIGINT AS next_same_ms
FROM told
