-- A callback that ended undelivered may be put back into the schedule. It begins anew then: the attempts made before do not count for
-- it, and are kept. Bounded by what was given up, so that the list of it costs the same however many were accepted.
ALTER TABLE notification ADD COLUMN resent_after integer NOT NULL DEFAULT 0;
CREATE INDEX notification_dead ON notification (next_at) WHERE state = 'DEAD';
