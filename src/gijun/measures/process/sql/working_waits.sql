-- The same with the working time between, by the hours of the department that had the case meanwhile. A
-- department without hours of its own keeps `clock_id` 0, which is always open.
WITH
placed AS (
    SELECT steps.*, coalesce(clocks.clock_id, 0) AS clock_key
    FROM steps LEFT JOIN clocks ON clocks.clocked_place = steps.place
    WHERE there IS NOT NULL
)
SELECT
    case_key, here, there, place, step_seq, since_ms,
    (
        coalesce(ends.before_ms + least(until_ms, ends.closes_ms) - ends.opens_ms, 0)
        - coalesce(starts.before_ms + least(since_ms, starts.closes_ms) - starts.opens_ms, 0)
    )::BIGINT AS wait_ms
FROM placed
ASOF LEFT JOIN open_hours AS starts
    ON starts.open_clock_id = placed.clock_key AND placed.since_ms >= starts.opens_ms
ASOF LEFT JOIN open_hours AS ends
    ON ends.open_clock_id = placed.clock_key AND placed.until_ms >= ends.opens_ms
