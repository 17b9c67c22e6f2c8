-- What the interfaces keep. Both are found by key or time, before any bucket is known, and hold no money.

-- Nonces that were used; slot is created / 600 s, so that old ones are dropped by slot.
CREATE TABLE used_nonce (
  key_id text   NOT NULL,
  slot   bigint NOT NULL,
  nonce  text   NOT NULL,
  PRIMARY KEY (key_id, slot, nonce)
);

-- One row per call (6.3.1-4), without bodies.
CREATE TABLE interaction (
  at          timestamptz NOT NULL,
  incident    text        NOT NULL,
  interface   text        NOT NULL,
  method      text        NOT NULL,
  path        text        NOT NULL,
  party       text,
  key_id      text,
  address     text        NOT NULL,
  status      integer     NOT NULL,
  code        text,
  micros      bigint      NOT NULL,
  body_sha256 bytea       NOT NULL,
  subject     text,
  PRIMARY KEY (at, incident)
);
CREATE INDEX interaction_subject ON interaction (subject) WHERE subject IS NOT NULL;
