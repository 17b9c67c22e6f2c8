-- Double entry: each transfer moves an amount from one account to another of the same bucket.
-- A balance is credits minus debits, in fen. Money between two buckets passes through each bucket's
-- IN_TRANSIT account, so that every bucket balances by itself.
CREATE TABLE account (
  bucket     smallint NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  account_id bigint   NOT NULL,
  kind       text     NOT NULL,
  balance    bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, account_id),
  CONSTRAINT account_kind CHECK (kind IN
    ('USER_BALANCE', 'MERCHANT_PAYABLE', 'BANK_RESERVE', 'REFUND_CLEARING', 'IN_TRANSIT')),
  CONSTRAINT account_never_negative CHECK (
    CASE WHEN kind IN ('USER_BALANCE', 'MERCHANT_PAYABLE', 'REFUND_CLEARING') THEN balance >= 0
         WHEN kind = 'BANK_RESERVE' THEN balance <= 0
         ELSE true END)
) WITH (fillfactor = 70);

-- Append only. The number is derived from what the transfer belongs to, so that it cannot be posted twice.
CREATE TABLE transfer (
  bucket         smallint    NOT NULL,
  transfer_id    uuid        NOT NULL,
  debit_account  bigint      NOT NULL,
  credit_account bigint      NOT NULL,
  amount         bigint      NOT NULL CHECK (amount > 0),
  purpose        text        NOT NULL CHECK (purpose IN ('OPENING', 'PAYMENT', 'REFUND', 'REFUND_RETURNED')),
  subject        text        NOT NULL,
  posted_at      timestamptz NOT NULL,
  PRIMARY KEY (bucket, transfer_id),
  CHECK (debit_account <> credit_account)
);
CREATE INDEX transfer_debit ON transfer (bucket, debit_account, posted_at);
CREATE INDEX transfer_credit ON transfer (bucket, credit_account, posted_at);
CREATE INDEX transfer_subject ON transfer (bucket, subject);
