-- name: labour_cost_per_day
-- group: workload
-- order: 172
-- ko: 1일당 인건비
-- en: Labour cost per day
-- unit: won
-- form: mean
-- total: period
-- standing: efficiency
-- numerator.ko: 기록된 인건비의 합.
-- numerator.en: Labour cost recorded.
-- denominator.ko: 인건비가 있는 날 수(센터마다).
-- denominator.en: Days with a cost, of each centre.
-- attribution.ko: 센터의 영업일. 센터 전체를 볼 때만 나옴.
-- attribution.en: The centre's business day. Only for whole centres.
-- exclusions.ko: 인건비가 없는 날.
-- exclusions.en: Days without a cost.
-- maturity.ko: 인건비를 고쳐 넣으면 바뀜.
-- maturity.en: Changes when costs are corrected.
-- needs.ko: 인건비를 가져오세요. 센터 전체를 볼 때 나옵니다. 효율 지표: 순위로 쓰지 마세요.
-- needs.en: Import labour costs. Shown for a whole centre. An efficiency measure: never rank by it.
-- maturity_days: 0
-- version: 1
-- source: an old figure of contact centres, kept computable
SELECT figure_day AS day, '' AS channel, centre_id AS team_id, figure AS numerator, 1 AS denominator, 0 AS immature
FROM growth
WHERE kind = 'labour_cost'
