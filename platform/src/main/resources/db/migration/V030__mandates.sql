-- A user's agreement with a merchant to pay without a password, as the merchant knows it: in the merchant's bucket, with its
-- number, so that whoever holds the number knows where to look. One that is open (asked for or active) per merchant and payer.
CREATE TABLE mandate (
  bucket              smallint    NOT NULL,
  mandate_no          text        NOT NULL,
  merchant_id         text        NOT NULL,
  merchant_mandate_no text        NOT NULL,
  content             bytea       NOT NULL,
  merchant_name       text        NOT NULL,
  mobile_index        bytea       NOT NULL,
  limit_per_payment   bigint      NOT NULL CHECK (limit_per_payment > 0),
  limit_per_day       bigint      NOT NULL,
  notify_url          text        NOT NULL,
  return_url          text,
  ext                 text,
  created_at          timestamptz NOT NULL,
  expires_at          timestamptz NOT NULL,
  state               text        NOT NULL CHECK (state IN ('PENDING', 'ACTIVE', 'REVOKED', 'EXPIRED')),
  user_id             text,
  method              text,
  signed_at           timestamptz,
  ended_at            timestamptz,
  ended_by            text        CHECK (ended_by IN ('USER', 'MERCHANT')),
  version             integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, mandate_no),
  CONSTRAINT mandate_number UNIQUE (bucket, merchant_id, merchant_mandate_no),
  CONSTRAINT mandate_limits CHECK (limit_per_day >= limit_per_payment),
  CONSTRAINT mandate_signed CHECK (state <> 'ACTIVE'
    OR (user_id IS NOT NULL AND method IS NOT NULL AND signed_at IS NOT NULL))
);
CREATE UNIQUE INDEX mandate_open ON mandate (bucket, merchant_id, mobile_index) WHERE state IN ('PENDING', 'ACTIVE');
CREATE INDEX mandate_due ON mandate (expires_at) WHERE state = 'PENDING';

-- What the payer lets the merchant spend: in the payer's bucket, beside the account that is debited. Exists once it was signed.
-- used counts on used_day alone; the constraint refuses what one conditional UPDATE should have refused.
CREATE TABLE mandate_allowance (
  bucket            smallint    NOT NULL,
  mandate_no        text        NOT NULL,
  user_id           text        NOT NULL,
  merchant_id       text        NOT NULL,
  method            text        NOT NULL,
  limit_per_payment bigint      NOT NULL,
  limit_per_day     bigint      NOT NULL,
  state             text        NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED')),
  used_day          date        NOT NULL,
  used              bigint      NOT NULL DEFAULT 0,
  signed_at         timestamptz NOT NULL,
  PRIMARY KEY (bucket, mandate_no),
  CONSTRAINT allowance_never_exceeded CHECK (used BETWEEN 0 AND limit_per_day)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX mandate_allowance_active ON mandate_allowance (bucket, user_id, merchant_id) WHERE state = 'ACTIVE';
CREATE INDEX mandate_allowance_of_user ON mandate_allowance (bucket, user_id, signed_at);

-- What one order took of an allowance; the order's number makes taking twice harmless.
CREATE TABLE mandate_use (
  bucket       smallint    NOT NULL,
  pay_order_no text        NOT NULL,
  mandate_no   text        NOT NULL,
  amount       bigint      NOT NULL CHECK (amount > 0),
  used_day     date        NOT NULL,
  state        text        NOT NULL CHECK (state IN ('RESERVED', 'TAKEN', 'GIVEN_BACK')),
  reserved_at  timestamptz NOT NULL,
  look_at      timestamptz NOT NULL,
  PRIMARY KEY (bucket, pay_order_no)
);
CREATE INDEX mandate_use_reserved ON mandate_use (look_at) WHERE state = 'RESERVED';

-- How a password-free order was answered: in the merchant's bucket, with the order. Written once.
CREATE TABLE password_free_answer (
  bucket            smallint NOT NULL,
  pay_order_no      text     NOT NULL,
  verdict           text     NOT NULL,
  limit_per_payment bigint,
  limit_per_day     bigint,
  PRIMARY KEY (bucket, pay_order_no)
);
