-- The longest waits of one edge.
SELECT case_key, wait_ms, since_ms
FROM waits WHERE here = $here AND there = $there
ORDER BY wait_ms DESC, case_key, step_seq
LIMIT $top
