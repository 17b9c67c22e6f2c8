-- SMS that took the place of a message to somebody whom no chatbot reaches. A part is written down before it leaves, since the centre knows
-- no id of ours: what is LEAVING and was never answered may be there, and does not leave again.
CREATE TABLE sms_part (
  message_id   text        NOT NULL,
  part         smallint    NOT NULL,
  parts        smallint    NOT NULL CHECK (part BETWEEN 1 AND parts),
  mobile_index bytea       NOT NULL,
  reference    integer     NOT NULL,
  state        text        NOT NULL DEFAULT 'LEAVING' CHECK (state IN ('LEAVING', 'TAKEN', 'ARRIVED', 'FAILED')),
  centre_id    text,
  left_at      timestamptz NOT NULL,
  PRIMARY KEY (message_id, part)
);
CREATE INDEX sms_part_of ON sms_part (mobile_index);
CREATE INDEX sms_part_age ON sms_part (left_at);

ALTER TABLE chatbot_message DROP CONSTRAINT chatbot_message_state_check;
ALTER TABLE chatbot_message ADD CONSTRAINT chatbot_message_state_check CHECK (state IN
  ('WAITING', 'SENT', 'DELIVERED', 'BY_SMS', 'SMS_IN_DOUBT', 'SMS_FAILED', 'POINTLESS', 'REFUSED', 'EXPIRED'));
