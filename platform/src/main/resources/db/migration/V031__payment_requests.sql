-- Payment requests are no spam channel. What a payer said of a merchant's requests lives with the merchant, whose calls ask for it;
-- a payer is the keyed index of his number, so that nobody needs an account to refuse.
CREATE TABLE request_block (
  bucket       smallint    NOT NULL,
  merchant_id  text        NOT NULL,
  mobile_index bytea       NOT NULL,
  pay_order_no text        NOT NULL,
  blocked_at   timestamptz NOT NULL,
  PRIMARY KEY (bucket, merchant_id, mobile_index)
);

-- Orders whose payer said that they are not his.
CREATE TABLE request_report (
  bucket       smallint    NOT NULL,
  pay_order_no text        NOT NULL,
  merchant_id  text        NOT NULL,
  reported_at  timestamptz NOT NULL,
  PRIMARY KEY (bucket, pay_order_no)
);
CREATE INDEX request_report_of ON request_report (bucket, merchant_id, reported_at);

-- How many requests one merchant may send to one number; every row counts. Changed by the operator, in force within a second.
CREATE TABLE request_rule (
  rule_id        text    PRIMARY KEY,
  within_seconds integer NOT NULL CHECK (within_seconds > 0),
  most           integer NOT NULL CHECK (most > 0)
);
INSERT INTO request_rule VALUES ('HOUR', 3600, 60), ('DAY', 86400, 200);
