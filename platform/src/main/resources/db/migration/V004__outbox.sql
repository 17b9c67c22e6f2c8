-- Facts, stored in the transaction that made them true; ordinal puts those of one subject in order.
CREATE TABLE outbox (
  bucket     smallint    NOT NULL,
  subject    text COLLATE "C"        NOT NULL,
  ordinal    integer     NOT NULL,
  kind       text        NOT NULL,
  detail     text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, subject, ordinal)
);
CREATE INDEX outbox_age ON outbox (created_at);

-- Callbacks to merchants (C.3). The body is stored sealed and sent byte for byte as stored.
CREATE TABLE notification (
  bucket          smallint    NOT NULL,
  notification_id uuid        NOT NULL,
  merchant_id     text        NOT NULL,
  pay_order_no    text COLLATE "C"        NOT NULL,
  ordinal         integer     NOT NULL,
  kind            text        NOT NULL,
  url             text        NOT NULL,
  body_seal       bytea       NOT NULL,
  state           text        NOT NULL CHECK (state IN ('PENDING', 'ACCEPTED', 'DEAD')),
  attempts        integer     NOT NULL DEFAULT 0,
  next_at         timestamptz NOT NULL,
  created_at      timestamptz NOT NULL,
  accepted_at     timestamptz,
  PRIMARY KEY (bucket, pay_order_no, ordinal)
) PARTITION BY RANGE (pay_order_no);
CREATE INDEX notification_id ON notification (notification_id);
CREATE INDEX notification_due ON notification (next_at) WHERE state = 'PENDING';

CREATE TABLE notification_attempt (
  bucket          smallint    NOT NULL,
  pay_order_no    text COLLATE "C"        NOT NULL,
  ordinal         integer     NOT NULL,
  attempt_no      integer     NOT NULL,
  at              timestamptz NOT NULL,
  millis          integer     NOT NULL,
  status          integer,
  answer          text        NOT NULL,
  PRIMARY KEY (bucket, pay_order_no, ordinal, attempt_no)
) PARTITION BY RANGE (pay_order_no);
