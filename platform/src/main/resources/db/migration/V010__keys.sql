-- The vault's own tables. Look-ups by key name, subject or key id: no bucket is known when they are
-- asked and no money stands in them, so the bucket does not lead (PIN verifiers, which are looked up
-- by user, have it).

-- Keys for a purpose, each wrapped by the root secret, which is never in the database.
CREATE TABLE vault_key (
  purpose    text        NOT NULL,
  version    integer     NOT NULL CHECK (version > 0),
  wrapped    bytea       NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (purpose, version)
);

-- A key per person or thing, wrapped by the purpose key "subject" of version wrapped_by. Deleting the
-- row makes everything sealed under it unreadable (6.3.2-5).
CREATE TABLE vault_subject_key (
  subject    text        NOT NULL,
  generation integer     NOT NULL CHECK (generation > 0),
  wrapped_by integer     NOT NULL,
  wrapped    bytea       NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (subject, generation)
);
CREATE INDEX vault_subject_key_wrapped_by ON vault_subject_key (wrapped_by);

-- tries holds the times of the wrong tries that still count.
CREATE TABLE pin_verifier (
  bucket       smallint      NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  user_id      text          NOT NULL,
  pepper       integer       NOT NULL,
  salt         bytea         NOT NULL CHECK (length(salt) = 16),
  verifier     bytea         NOT NULL CHECK (length(verifier) = 40),
  tries        timestamptz[] NOT NULL DEFAULT '{}',
  locked_until timestamptz,
  changed_at   timestamptz   NOT NULL,
  PRIMARY KEY (bucket, user_id)
) WITH (fillfactor = 70);
