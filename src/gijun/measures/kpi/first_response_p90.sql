-- name: first_response_p90
-- group: speed
-- order: 50
-- ko: 첫 응답 시간 90백분위
-- en: First response time, 90th percentile
-- unit: duration
-- form: p90
-- total: period
-- standing: plain
-- numerator.ko: 열린 때부터 첫 답장까지의 경과 시간(밤·주말 포함). 답장 전에 다시 열렸으면 마지막으로 다시 열린 때부터. 고객이 더 쓴 메시지는 시계를 되돌리지 않음.
-- numerator.en: Elapsed time, nights and weekends included, from the opening to the first answer; from the last reopening where one came before the answer. Further messages of the customer do not restart the clock.
-- denominator.ko: 응대한 문의. 답장: 문의가 열린 뒤 그 티켓(병합되면 이어진 티켓)이 처음 해결될 때까지 사람이 쓴 답장, 또는 그 문의를 가리키는 답장. 자동 메시지와 봇은 세지 않음.
-- denominator.en: Contacts answered. An answer is a reply by a person on the contact's ticket (followed through merges) after the contact opened and before the ticket was first solved, or one that names the contact. Bots and automatic messages never count.
-- attribution.ko: 문의가 열린 영업일과 채널. 팀은 처음 답장한 상담사의 팀, 답장이 없으면 문의가 들어온 팀.
-- attribution.en: Business day and channel in which the contact opened; the team of the agent who answered first, else the team it came in to.
-- exclusions.ko: 무효 처리된 문의, 아직 답장하지 않은 문의.
-- exclusions.en: Voided contacts; contacts not answered yet.
-- maturity.ko: 답장이 오면 바뀜.
-- maturity.en: Changes when an answer comes.
-- needs.ko: 답장한 문의가 한 건 있으면 보입니다.
-- needs.en: Shows as soon as one contact has been answered.
-- maturity_days: 0
-- version: 1
-- source: Zendesk help 4408834848154 (first reply time); nearest-rank percentile
SELECT day, channel, team_id, first_response_ms AS observed
FROM contacts
WHERE NOT voided AND first_response_ms IS NOT NULL
