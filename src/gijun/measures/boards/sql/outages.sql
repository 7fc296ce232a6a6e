-- When a centre worked in the mode of an outage.
SELECT began_ms, until_ms
FROM known_modes
WHERE centre_id = $centre_id AND mode = 'outage' AND began_ms < $end_ms AND until_ms > $begin_ms
