-- Money that institutions outside took for our merchants and owe us: an asset, as the reserve is.
ALTER TABLE account DROP CONSTRAINT account_kind;
ALTER TABLE account ADD CONSTRAINT account_kind CHECK (kind IN
  ('USER_BALANCE', 'MERCHANT_PAYABLE', 'BANK_RESERVE', 'REFUND_CLEARING', 'FEE', 'RED_PACKET_POOL', 'AT_INSTITUTIONS'));
ALTER TABLE account DROP CONSTRAINT account_never_overdrawn;
ALTER TABLE account ADD CONSTRAINT account_never_overdrawn CHECK (
  CASE WHEN kind IN ('BANK_RESERVE', 'AT_INSTITUTIONS') THEN balance <= 0 AND held = 0 ELSE balance >= held END);
INSERT INTO account (bucket, account_id, kind)
SELECT DISTINCT bucket, (bucket::bigint << 48) | 5, 'AT_INSTITUTIONS' FROM account ON CONFLICT DO NOTHING;

-- Which institution the payer of an aggregate order chose last, and how it is to reach him.
CREATE TABLE institution_choice (
  bucket       smallint    NOT NULL,
  pay_order_no text COLLATE "C" NOT NULL,
  institution  text        NOT NULL,
  way          text        NOT NULL CHECK (way IN ('WEBVIEW', 'CHATBOT', 'NATIVE')),
  chosen_at    timestamptz NOT NULL,
  PRIMARY KEY (bucket, pay_order_no)
);

-- What an attempt at an institution outside was prepared with, written before it is asked: the same number always goes
-- with the same content. Of rows of one attempt the order's method tells which one counts. their_no stays empty until
-- the institution's first answer arrived.
CREATE TABLE institution_order (
  bucket          smallint    NOT NULL,
  pay_order_no    text COLLATE "C" NOT NULL,
  attempt_no      integer     NOT NULL CHECK (attempt_no > 0),
  institution     text        NOT NULL,
  way             text        NOT NULL CHECK (way IN ('WEBVIEW', 'CHATBOT', 'NATIVE')),
  payable_minutes integer     NOT NULL CHECK (payable_minutes BETWEEN 1 AND 1440),
  their_no        text,
  their_day       date,
  begun_at        timestamptz NOT NULL,
  PRIMARY KEY (bucket, pay_order_no, attempt_no, institution),
  CHECK ((their_no IS NULL) = (their_day IS NULL))
);
