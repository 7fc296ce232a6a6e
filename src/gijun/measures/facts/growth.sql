-- The figure in force for each kind, day and centre: the one recorded last.
SELECT
    kind,
    DATE '1970-01-01' + day_number::INTEGER AS figure_day,
    team_id AS centre_id,
    arg_max(amount, position) AS figure
FROM rare
WHERE name = 'measures.growth_recorded'
GROUP BY kind, day_number, team_id
