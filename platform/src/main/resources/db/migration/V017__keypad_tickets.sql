-- A ticket is a sealed token that nobody stores; that it was used is stored with the session that it
-- opened, and the unique mark lets one session through. Sessions from before have no mark.
ALTER TABLE keypad_session ADD COLUMN ticket_hash bytea UNIQUE;
DROP TABLE keypad_ticket;
