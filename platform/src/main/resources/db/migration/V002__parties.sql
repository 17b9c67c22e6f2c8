CREATE TABLE merchant (
  bucket             smallint    NOT NULL,
  merchant_id        text        NOT NULL,
  registered_names   text[]      NOT NULL,
  callback_hosts     text[]      NOT NULL,
  loopback_callbacks boolean     NOT NULL DEFAULT false,
  transaction_types  text[]      NOT NULL,
  account_id         bigint      NOT NULL,
  state              text        NOT NULL CHECK (state IN ('ADMITTED', 'SUSPENDED')),
  admitted_at        timestamptz NOT NULL,
  PRIMARY KEY (bucket, merchant_id)
);

-- Institution role. Personal data are sealed by the vault; a person is found by a keyed index of the number.
CREATE TABLE payer (
  bucket       smallint    NOT NULL,
  user_id      text        NOT NULL,
  mobile_index bytea       NOT NULL,
  name_seal    bytea,
  account_id   bigint      NOT NULL,
  opened_at    timestamptz NOT NULL,
  PRIMARY KEY (bucket, user_id),
  UNIQUE (bucket, account_id)
);
-- Everybody whose number was ever heard of, sealed once; orders carry the index alone, so that whoever
-- destroys the seal's key has destroyed the number everywhere. A look-up from outside (no bucket is known
-- yet): the mobile index leads to the user, if he has an account.
CREATE TABLE person (
  mobile_index bytea PRIMARY KEY,
  mobile_seal  bytea NOT NULL,
  user_id      text
);
CREATE TABLE card (
  bucket         smallint    NOT NULL,
  card_id        text        NOT NULL,
  user_id        text        NOT NULL,
  bank           text        NOT NULL,
  last4          text        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('DEBIT', 'CREDIT')),
  agreement_seal bytea       NOT NULL,
  state          text        NOT NULL CHECK (state IN ('BOUND', 'UNBOUND')),
  bound_at       timestamptz NOT NULL,
  PRIMARY KEY (bucket, card_id)
);
CREATE INDEX card_of_user ON card (bucket, user_id);
