-- name: contacts_per_100_payments
-- group: ratio
-- order: 140
-- ko: 결제 100건당 문의
-- en: Contacts per 100 payments
-- unit: per_100
-- form: ratio
-- total: period
-- standing: plain
-- numerator.ko: 결제 수가 있는 날의 인입 문의.
-- numerator.en: Contacts offered on days with a number of payments.
-- denominator.ko: 같은 센터, 같은 날의 결제 수.
-- denominator.en: The centre's payments of the same day.
-- attribution.ko: 문의가 열린 영업일과 센터의 영업일. 센터 전체를 볼 때만 나옴: 팀 하나의 분모는 없음.
-- attribution.en: The centre's business day. Only for whole centres: one team has no denominator of its own.
-- exclusions.ko: 무효 처리된 문의, 결제 수가 없는 날.
-- exclusions.en: Voided contacts; days without a number of payments.
-- maturity.ko: 결제 수를 고쳐 넣으면 바뀜.
-- maturity.en: Changes when the payments are corrected.
-- needs.ko: 결제 수를 가져오세요. 센터 전체를 볼 때 나옵니다.
-- needs.en: Import the number of payments. Shown for a whole centre.
-- maturity_days: 0
-- version: 1
-- source: Gijun (문의 비중)
SELECT day, channel, team_id, numerator, denominator, immature
FROM contacts_per_growth
WHERE kind = 'payments'
