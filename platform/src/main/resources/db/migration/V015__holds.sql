-- What happens to holds. A hold may be posted in several parts; what is left of it at its end is free again.
-- Ordinary holds have an end by the clock; what an authority froze, and the money of an attempt whose outcome
-- may not be known, are never freed by the clock.
ALTER TABLE hold DROP CONSTRAINT hold_reason_check;
ALTER TABLE hold
  ADD CONSTRAINT hold_reason CHECK (reason IN ('PAYMENT', 'WITHDRAWAL', 'RED_PACKET', 'ATTEMPT', 'FREEZE')),
  ADD CONSTRAINT hold_ends_by_the_clock_or_never CHECK ((reason IN ('ATTEMPT', 'FREEZE')) = (expires_at IS NULL)),
  ADD CONSTRAINT hold_posted_is_posted_whole CHECK ((state = 'POSTED') = (posted = amount));

-- An account's holds at any moment, not only those that are pending.
DROP INDEX hold_account;
CREATE INDEX hold_of_account ON hold (bucket, account_id, held_at);

-- Append only: each part that was posted, and what ended the rest. The number is the client's, so that the same
-- step happens once; the clock's own step has the number of the hold.
CREATE TABLE hold_step (
  bucket         smallint    NOT NULL,
  hold_id        uuid        NOT NULL,
  step_id        uuid        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('POST', 'VOID', 'EXPIRE')),
  amount         bigint      NOT NULL CHECK (amount > 0),
  credit_account bigint,
  transfer_id    uuid,
  stepped_at     timestamptz NOT NULL,
  PRIMARY KEY (bucket, hold_id, step_id),
  CHECK ((kind = 'POST') = (credit_account IS NOT NULL)),
  CHECK ((kind = 'POST') = (transfer_id IS NOT NULL)),
  CHECK ((kind = 'EXPIRE') = (step_id = hold_id))
);
