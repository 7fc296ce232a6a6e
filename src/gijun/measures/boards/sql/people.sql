-- Time people spent ready and in contact, by half-hour of the day.
SELECT
    half_hours.half_hour AS half_hour, segments.kind AS state,
    sum(least(segments.to_ms, half_hours.until_ms) - greatest(segments.from_ms, half_hours.since_ms))::BIGINT AS spent_ms
FROM segments
JOIN selected ON selected.team_id = segments.team_id
JOIN half_hours ON segments.from_ms < half_hours.until_ms AND segments.to_ms > half_hours.since_ms
WHERE segments.day = $day AND segments.kind IN ('ready', 'in_contact')
GROUP BY half_hours.half_hour, segments.kind
