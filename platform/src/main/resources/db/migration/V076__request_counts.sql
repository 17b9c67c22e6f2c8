-- How many requests of a merchant to a payer a node let through in the running stretch of a rule; written from an eighth of the rule on, so that
-- hardly any request is ever counted here. Every node reads what the others count.
CREATE TABLE request_count (
  bucket       smallint    NOT NULL,
  merchant_id  text        NOT NULL,
  mobile_index bytea       NOT NULL,
  rule_id      text        NOT NULL,
  node         uuid        NOT NULL,
  counted      integer     NOT NULL CHECK (counted > 0),
  until        timestamptz NOT NULL,
  PRIMARY KEY (bucket, merchant_id, mobile_index, rule_id, node)
);
CREATE INDEX request_count_age ON request_count (until);
