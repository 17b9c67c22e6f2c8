-- What the platform's own payment chatbot says. A request for confirmation stands with its order: the card of this generation opens the
-- page once, and the one conditional UPDATE that counts up lets one opening through.
CREATE TABLE chatbot_request (
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  pay_order_no text COLLATE "C" NOT NULL,
  generation   integer     NOT NULL DEFAULT 0 CHECK (generation BETWEEN 0 AND 999),
  asked_at     timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (bucket, pay_order_no)
);
-- Orders whose request was lost between two commits are found again.
CREATE INDEX payment_order_by_chatbot ON payment_order (created_at) WHERE state = 'OPEN' AND transaction_type = 'CHATBOT';

-- Messages to users, in the bucket of the person, so that one message of one user never overtakes another. Only what a message is about is
-- stored; its words are made when it is sent, of what holds then.
CREATE TABLE chatbot_message (
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  message_id   text        NOT NULL,
  mobile_index bytea       NOT NULL,
  kind         text        NOT NULL,
  pay_order_no text,
  detail       text,
  created_at   timestamptz NOT NULL,
  valid_until  timestamptz NOT NULL,
  due_at       timestamptz NOT NULL,
  attempts     integer     NOT NULL DEFAULT 0,
  state        text        NOT NULL DEFAULT 'WAITING' CHECK (state IN
                 ('WAITING', 'SENT', 'DELIVERED', 'BY_SMS', 'POINTLESS', 'REFUSED', 'EXPIRED')),
  operator     text,
  reason       text,
  ended_at     timestamptz,
  PRIMARY KEY (bucket, message_id)
) WITH (fillfactor = 80);
CREATE INDEX chatbot_message_due ON chatbot_message (due_at) WHERE state = 'WAITING';
CREATE INDEX chatbot_message_waiting ON chatbot_message (bucket, mobile_index, created_at, message_id) WHERE state = 'WAITING';
CREATE INDEX chatbot_message_age ON chatbot_message (created_at);
