-- Public keys of parties and the platform's own key pairs: looked up by key id, before any bucket is
-- known; small tables, references on every node of a cluster.
CREATE TABLE party_key (
  key_id     text        PRIMARY KEY,
  party      text        NOT NULL,
  algorithm  text        NOT NULL,
  public_pem text        NOT NULL,
  not_before timestamptz NOT NULL,
  not_after  timestamptz NOT NULL,
  state      text        NOT NULL CHECK (state IN ('PENDING', 'ACTIVE', 'RETIRING', 'REVOKED')),
  created_at timestamptz NOT NULL,
  CHECK (not_after > not_before AND not_after <= not_before + interval '366 days')
);
CREATE INDEX party_key_party ON party_key (party);

-- private_seal opens under the key id, in the vault only.
CREATE TABLE platform_key (
  key_id       text        PRIMARY KEY,
  use          text        NOT NULL CHECK (use IN ('SIGN', 'ROOT', 'KEYPAD')),
  algorithm    text        NOT NULL,
  public_pem   text        NOT NULL,
  private_seal bytea       NOT NULL,
  not_before   timestamptz NOT NULL,
  not_after    timestamptz NOT NULL,
  revoked      boolean     NOT NULL DEFAULT false,
  created_at   timestamptz NOT NULL
);

-- Grows by one with every change of keys, in the same transaction: nodes look here and not at the keys.
CREATE TABLE key_change (
  subject text   PRIMARY KEY,
  version bigint NOT NULL
);
INSERT INTO key_change (subject, version) VALUES ('party', 1), ('platform', 1);
