-- What each look at the reserve found (备付金): of every kind of account what all of them together hold, and
-- what is in transit, at one moment. They come to zero, since the reserve is below it; rows are never changed.
CREATE TABLE reserve_check (
  checked_at timestamptz NOT NULL,
  kind       text        NOT NULL,
  balance    bigint      NOT NULL,
  PRIMARY KEY (checked_at, kind)
);
