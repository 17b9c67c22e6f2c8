-- Nonces of signed requests, unique per key and span of "created" (600 s). Looked up by key id before
-- any bucket is known. slot = span mod 4: at any time three slots are in use and the fourth is emptied
-- whole, so that nothing is ever deleted row by row.
CREATE TABLE nonce (
  key_id       text     NOT NULL,
  created_span bigint   NOT NULL,
  nonce        text     NOT NULL,
  slot         smallint NOT NULL,
  PRIMARY KEY (key_id, created_span, nonce, slot),
  CHECK (slot = created_span % 4)
) PARTITION BY LIST (slot);
CREATE TABLE nonce_0 PARTITION OF nonce FOR VALUES IN (0);
CREATE TABLE nonce_1 PARTITION OF nonce FOR VALUES IN (1);
CREATE TABLE nonce_2 PARTITION OF nonce FOR VALUES IN (2);
CREATE TABLE nonce_3 PARTITION OF nonce FOR VALUES IN (3);

-- One row per call at any interface (6.3.1-4), masked before it gets here. Looked up by time,
-- incident, caller or subject; holds no money, so no bucket leads. A partition per month, made by the
-- writer, dropped whole by retention.
CREATE TABLE interaction (
  at           timestamptz NOT NULL,
  incident     text        NOT NULL,
  interface    text        NOT NULL,
  caller       text,
  key_id       text,
  method       text        NOT NULL,
  path         text        NOT NULL,
  endpoint     text,
  subject      text,
  request_hash bytea,
  parameters   text        NOT NULL,
  status       smallint    NOT NULL,
  code         text,
  micros       bigint      NOT NULL,
  nonce        text,
  address      text        NOT NULL,
  PRIMARY KEY (at, incident)
) PARTITION BY RANGE (at);
CREATE INDEX interaction_incident ON interaction (incident);
CREATE INDEX interaction_subject ON interaction (subject, at) WHERE subject IS NOT NULL;
CREATE INDEX interaction_caller ON interaction (caller, at) WHERE caller IS NOT NULL;
