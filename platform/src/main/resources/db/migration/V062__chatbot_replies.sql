-- How much a person said to the payment chatbot in this minute and on this day: past a measure he is told so once, and then not answered.
CREATE TABLE chatbot_reply (
  bucket       smallint    NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  mobile_index bytea       NOT NULL,
  minute_at    timestamptz NOT NULL,
  in_minute    integer     NOT NULL,
  day          date        NOT NULL,
  in_day       integer     NOT NULL,
  PRIMARY KEY (bucket, mobile_index)
) WITH (fillfactor = 80);
CREATE INDEX chatbot_reply_age ON chatbot_reply (day);
