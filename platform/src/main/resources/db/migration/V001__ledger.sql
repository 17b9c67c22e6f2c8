-- Double entry: each transfer moves an amount from one account to another of the same bucket.
-- A balance is credits minus debits, in fen; what is held of it is neither spent nor free. Money between
-- two buckets passes through each bucket's IN_TRANSIT account, so that every bucket balances by itself;
-- that account has no row here: its balance is what its transfers come to.
CREATE TABLE account (
  bucket     smallint NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  account_id bigint   NOT NULL,
  kind       text     NOT NULL,
  balance    bigint   NOT NULL DEFAULT 0,
  held       bigint   NOT NULL DEFAULT 0 CHECK (held >= 0),
  PRIMARY KEY (bucket, account_id),
  CONSTRAINT account_kind CHECK (kind IN
    ('USER_BALANCE', 'MERCHANT_PAYABLE', 'BANK_RESERVE', 'REFUND_CLEARING', 'FEE', 'RED_PACKET_POOL')),
  CONSTRAINT account_never_overdrawn CHECK (
    CASE WHEN kind = 'BANK_RESERVE' THEN balance <= 0 AND held = 0 ELSE balance >= held END)
) WITH (fillfactor = 70);

-- Append only. The number is derived from what the transfer belongs to, so that it cannot be posted twice;
-- it begins with the time of day of that, so that a month's numbers stand together.
CREATE TABLE transfer (
  bucket         smallint    NOT NULL,
  transfer_id    uuid        NOT NULL,
  debit_account  bigint      NOT NULL,
  credit_account bigint      NOT NULL,
  amount         bigint      NOT NULL CHECK (amount > 0),
  purpose        text        NOT NULL,
  subject        text        NOT NULL,
  posted_at      timestamptz NOT NULL,
  PRIMARY KEY (bucket, transfer_id),
  CHECK (debit_account <> credit_account)
) PARTITION BY RANGE (transfer_id);
-- An account's statement. Number 1 of a bucket is its IN_TRANSIT account, whose statement nobody reads.
CREATE INDEX transfer_debit ON transfer (bucket, debit_account, posted_at) WHERE debit_account & 281474976710655 <> 1;
CREATE INDEX transfer_credit ON transfer (bucket, credit_account, posted_at) WHERE credit_account & 281474976710655 <> 1;

-- Money of an account set aside. Posted (also in part) or voided by whoever set it aside; expired by the
-- clock if it has an end, which a freeze by an authority and the hold of an unknown attempt never have.
CREATE TABLE hold (
  bucket     smallint    NOT NULL,
  hold_id    uuid        NOT NULL,
  account_id bigint      NOT NULL,
  amount     bigint      NOT NULL CHECK (amount > 0),
  reason     text        NOT NULL CHECK (reason IN ('PAYMENT', 'WITHDRAWAL', 'RED_PACKET', 'FREEZE')),
  subject    text        NOT NULL,
  held_at    timestamptz NOT NULL,
  expires_at timestamptz,
  state      text        NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'POSTED', 'VOIDED', 'EXPIRED')),
  posted     bigint      NOT NULL DEFAULT 0,
  ended_at   timestamptz,
  PRIMARY KEY (bucket, hold_id),
  CHECK (posted BETWEEN 0 AND amount),
  CHECK (reason <> 'FREEZE' OR expires_at IS NULL),
  CHECK ((state = 'PENDING') = (ended_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX hold_due ON hold (expires_at) WHERE state = 'PENDING' AND expires_at IS NOT NULL;
CREATE INDEX hold_account ON hold (bucket, account_id) WHERE state = 'PENDING';

-- Second legs on their way: the first one is posted in this bucket, the second is to be posted in another.
-- A row goes when the second leg stands.
CREATE TABLE transit (
  bucket         smallint    NOT NULL,
  transfer_id    uuid        NOT NULL,
  credit_account bigint      NOT NULL,
  amount         bigint      NOT NULL CHECK (amount > 0),
  purpose        text        NOT NULL,
  subject        text        NOT NULL,
  attempt_no     integer     NOT NULL DEFAULT 0,
  posted_at      timestamptz NOT NULL,
  PRIMARY KEY (bucket, transfer_id)
);
CREATE INDEX transit_age ON transit (bucket, posted_at);
