-- Each session is changed once, when it is used up and its secrets go: the row gets shorter, and finds room on
-- its own page, so that no index learns of it. The purge looks for whole stretches of time, for which a summary
-- of each few pages does.
ALTER TABLE keypad_session SET (fillfactor = 85);
DROP INDEX keypad_session_expires;
CREATE INDEX keypad_session_expires ON keypad_session USING brin (expires_at);
