-- One row a personal script: in how many replies its words went out, from how many people, how much changed.
SELECT
    json_extract(data, '$.snippet_id')::BIGINT AS snippet_id,
    count(DISTINCT message_id) AS replies, count(DISTINCT agent_id) AS people, avg(edited_share) AS edited
FROM events
WHERE
    name = 'desk.snippet_used' AND {asked}
    AND coalesce(contact_id, 0) NOT IN (SELECT contact_id FROM contacts WHERE voided)
GROUP BY 1
ORDER BY replies DESC, snippet_id
