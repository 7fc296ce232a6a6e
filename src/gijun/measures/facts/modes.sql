-- Times in which a centre worked in another mode than the normal one, from `began_ms` to before `until_ms`.
WITH
told AS (
    SELECT
        name AS what, team_id AS mode_centre_id, happened_ms AS told_ms, place AS told_place,
        json_extract_string(data, '$.mode') AS mode_code,
        json_extract_string(data, '$.period_id')::BIGINT AS period,
        json_extract_string(data, '$.ends_by_ms')::BIGINT AS planned_ms,
        json_extract_string(data, '$.ended_ms')::BIGINT AS over_ms
    FROM rare
    WHERE name IN ('desk.mode_entered', 'desk.mode_prolonged', 'desk.mode_ended')
)
SELECT
    min(mode_centre_id) AS centre_id,
    min(mode_code) AS mode,
    min(told_ms) AS began_ms,
    coalesce(max(over_ms), arg_max(planned_ms, told_place)) AS until_ms
FROM told
GROUP BY period
