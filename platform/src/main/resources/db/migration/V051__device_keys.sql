-- Public keys of users' devices. What unlocks them (finger, face) never leaves the device (6.5-8c).
CREATE TABLE device_key (
  bucket     smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  user_id    text        NOT NULL,
  key_id     text        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('SDK', 'WEBAUTHN')),
  public_key bytea       NOT NULL,
  sign_count bigint      NOT NULL DEFAULT 0 CHECK (sign_count >= 0),
  label      text        NOT NULL,
  created_at timestamptz NOT NULL,
  used_at    timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (bucket, user_id, key_id)
);

-- What a device is to sign, once. binding is a digest of what it stands for.
CREATE TABLE device_challenge (
  bucket     smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  challenge  text        NOT NULL,
  user_id    text        NOT NULL,
  binding    bytea       NOT NULL CHECK (length(binding) = 32),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (bucket, challenge)
);
CREATE INDEX device_challenge_expires ON device_challenge (expires_at);
