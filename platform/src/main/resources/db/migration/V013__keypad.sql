-- One-time keypad sessions: looked up by ticket or session name, before any bucket is known; they live
-- for two minutes and hold no money. The sealed columns are emptied when used.
CREATE TABLE keypad_ticket (
  ticket_hash bytea       PRIMARY KEY,
  binding     bytea,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);
CREATE INDEX keypad_ticket_expires ON keypad_ticket (expires_at);

CREATE TABLE keypad_session (
  sid        text        PRIMARY KEY,
  state      bytea,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX keypad_session_expires ON keypad_session (expires_at);
