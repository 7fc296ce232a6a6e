-- Everything that happened, case by case.
SELECT case_id, activity, at_ms, department, resource FROM occurrences ORDER BY case_id, at_ms, seq
