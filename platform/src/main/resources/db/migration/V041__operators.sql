-- What all nodes share of the operators' interfaces: rows that live hours or days, and no money.
CREATE TABLE operator_token (
  chatbot_id    text        PRIMARY KEY,
  token_seal    bytea,
  token_digest  text        NOT NULL DEFAULT '',
  expires_at    timestamptz,
  server_root   text,
  claimed_until timestamptz
);
CREATE TABLE operator_message (
  chatbot_id text        NOT NULL,
  own        text        NOT NULL,
  operators  text        NOT NULL,
  linked_at  timestamptz NOT NULL,
  PRIMARY KEY (chatbot_id, own)
);
CREATE INDEX operator_message_theirs ON operator_message (chatbot_id, operators);
CREATE INDEX operator_message_age ON operator_message (linked_at);
CREATE TABLE operator_nonce (
  chatbot_id  text        NOT NULL,
  nonce       text        NOT NULL,
  body_digest text        NOT NULL,
  expires_at  timestamptz NOT NULL,
  PRIMARY KEY (chatbot_id, nonce)
);
CREATE INDEX operator_nonce_age ON operator_nonce (expires_at);
-- Where a number was last met; the person is the keyed index of his number.
CREATE TABLE operator_sighting (
  mobile_index bytea       PRIMARY KEY,
  operator     text        NOT NULL,
  capability   text        NOT NULL CHECK (capability IN ('RICH', 'SMS_ONLY')),
  seen_at      timestamptz NOT NULL
);
