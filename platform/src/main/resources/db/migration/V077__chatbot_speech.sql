-- The language that a person chose by what he wrote to the payment chatbot; Chinese where there is no row.
CREATE TABLE chatbot_speech (
  bucket       smallint NOT NULL CHECK (bucket BETWEEN 0 AND 1023),
  mobile_index bytea    NOT NULL,
  speech       text     NOT NULL CHECK (speech IN ('CHINESE', 'ENGLISH')),
  PRIMARY KEY (bucket, mobile_index)
);
