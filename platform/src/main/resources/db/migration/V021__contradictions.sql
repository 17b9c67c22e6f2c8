-- What an institution reported against what the books say, in the payer's bucket. Money that came late or twice is
-- given back by itself; what cannot be settled by itself stays OPEN until a person has looked.
CREATE TABLE contradiction (
  bucket       smallint    NOT NULL,
  pay_order_no text        NOT NULL,
  attempt_no   integer     NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('LATE_SUCCESS', 'SECOND_SUCCESS', 'LATE_DECLINE')),
  user_id      text        NOT NULL,
  method       text        NOT NULL,
  amount       bigint      NOT NULL CHECK (amount > 0),
  receipt      text,
  state        text        NOT NULL CHECK (state IN ('RETURNING', 'RETURNED', 'OPEN', 'SETTLED')),
  noted_at     timestamptz NOT NULL,
  ended_at     timestamptz,
  ask_at       timestamptz,
  asked        integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (bucket, pay_order_no, attempt_no, kind)
);
CREATE INDEX contradiction_due ON contradiction (ask_at) WHERE state = 'RETURNING';
