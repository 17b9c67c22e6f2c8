-- The order and its numbers live in the merchant's bucket, the attempts in the payer's.
CREATE TABLE payment_order (
  bucket            smallint    NOT NULL,
  pay_order_no      text COLLATE "C"        NOT NULL,
  merchant_id       text        NOT NULL,
  merchant_order_no text COLLATE "C"        NOT NULL,
  transaction_type  text        NOT NULL,
  business_type     text        NOT NULL,
  merchant_name     text        NOT NULL,
  order_date        date        NOT NULL,
  amount            bigint      NOT NULL CHECK (amount > 0),
  mobile_index      bytea       NOT NULL,
  goods_no          text,
  goods_name        text,
  goods_description text,
  notify_url        text        NOT NULL,
  refund_notify_url text,
  return_url        text,
  chatbot_id        text,
  store_no          text,
  ext               text,
  created_at        timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  state             text        NOT NULL CHECK (state IN ('OPEN', 'PAYING', 'PAID', 'CLOSED')),
  attempt_no        integer     NOT NULL DEFAULT 0,
  ended_at          timestamptz,
  payer             text,
  method            text,
  refunded          bigint      NOT NULL DEFAULT 0 CHECK (refunded >= 0),
  refunding         bigint      NOT NULL DEFAULT 0 CHECK (refunding >= 0),
  version           integer     NOT NULL DEFAULT 0,
  ask_at            timestamptz,
  asked             integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, pay_order_no),
  CONSTRAINT never_refunded_above_paid CHECK (
    refunded + refunding <= CASE WHEN state = 'PAID' THEN amount ELSE 0 END),
  CONSTRAINT somebody_asks_about_a_running_attempt CHECK ((state = 'PAYING') = (ask_at IS NOT NULL))
) PARTITION BY RANGE (pay_order_no);
CREATE INDEX payment_order_due ON payment_order (expires_at) WHERE state = 'OPEN';
CREATE INDEX payment_order_asked ON payment_order (ask_at) WHERE state = 'PAYING';

-- Numbers that merchants give, unique for ever per merchant and kind; content is a digest of what was asked.
-- A refund without a number of its own is named by its order and amount.
CREATE TABLE client_number (
  bucket  smallint NOT NULL,
  kind    text COLLATE "C"     NOT NULL CHECK (kind IN ('ORDER', 'REFUND')),
  owner   text COLLATE "C"     NOT NULL,
  number  text COLLATE "C"     NOT NULL,
  target  text COLLATE "C"     NOT NULL,
  content bytea    NOT NULL,
  PRIMARY KEY (bucket, kind, owner, number)
);

-- How each attempt ended, in the payer's bucket, written once: a debit and the refusal that fences it both
-- need this row, so that only one of them happens.
CREATE TABLE payment_attempt (
  bucket        smallint    NOT NULL,
  pay_order_no  text COLLATE "C"        NOT NULL,
  attempt_no    integer     NOT NULL CHECK (attempt_no > 0),
  user_id       text        NOT NULL,
  method        text        NOT NULL,
  amount        bigint      NOT NULL CHECK (amount > 0),
  state         text        NOT NULL CHECK (state IN ('SUCCEEDED', 'DECLINED')),
  reason        text,
  receipt       text,
  ended_at      timestamptz NOT NULL,
  PRIMARY KEY (bucket, pay_order_no, attempt_no)
) PARTITION BY RANGE (pay_order_no);

CREATE TABLE refund (
  bucket          smallint    NOT NULL,
  refund_order_no text COLLATE "C"        NOT NULL,
  pay_order_no    text COLLATE "C"        NOT NULL,
  merchant_id     text        NOT NULL,
  merchant_refund_no text,
  amount          bigint      NOT NULL CHECK (amount > 0),
  user_id         text        NOT NULL,
  method          text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('PROCESSING', 'SUCCESS', 'FAILED')),
  reason          text,
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  ask_at          timestamptz,
  asked           integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, refund_order_no)
) PARTITION BY RANGE (refund_order_no);
CREATE INDEX refund_open ON refund (ask_at) WHERE state = 'PROCESSING';
CREATE INDEX refund_of_order ON refund (bucket, pay_order_no);
