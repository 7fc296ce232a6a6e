-- Contacts that were none: spam, tests. Whatever else is asked, they count nowhere.
SELECT DISTINCT contact_id FROM events WHERE name = 'desk.contact_voided' AND contact_id IS NOT NULL
