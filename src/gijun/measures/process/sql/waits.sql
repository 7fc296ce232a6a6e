-- Steps from one occurrence to the next, with the time between by the clock on the wall.
SELECT case_key, here, there, place, step_seq, since_ms, until_ms - since_ms AS wait_ms
FROM steps WHERE there IS NOT NULL
