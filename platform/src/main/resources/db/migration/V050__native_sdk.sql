-- Each opening of a payer's SDK: the token of generation n opens one session on one device, ever. The
-- proof key is the session's own, so that only the very call whose answer was lost may be repeated. The
-- row lives in the order's bucket.
CREATE TABLE sdk_opening (
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  pay_order_no text        NOT NULL,
  generation   integer     NOT NULL CHECK (generation BETWEEN 0 AND 999),
  device       text        NOT NULL,
  proof_key    text        NOT NULL,
  risk_signs   text        NOT NULL,
  opened_at    timestamptz NOT NULL,
  PRIMARY KEY (bucket, pay_order_no, generation)
);
