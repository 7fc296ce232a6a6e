-- One row an occurrence with the one that follows it in its case; events of the same time stand in their order.
SELECT
    case_id AS case_key,
    activity AS here,
    lead(activity) OVER in_order AS there,
    at_ms AS since_ms,
    lead(at_ms) OVER in_order AS until_ms,
    department AS place,
    seq AS step_seq,
    row_number() OVER in_order = 1 AS is_first
FROM occurrences
WINDOW in_order AS (PARTITION BY case_id ORDER BY at_ms, seq)
