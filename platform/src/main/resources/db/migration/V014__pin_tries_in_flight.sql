-- The begin times of tries that are counted but not yet compared. Each holds one of the tries that are
-- left, so that guesses at once gain none; one whose process died becomes a wrong try after a time-out.
-- Equal times stand for themselves: which of them belongs to which try makes no difference.
ALTER TABLE pin_verifier ADD COLUMN in_flight timestamptz[] NOT NULL DEFAULT '{}';
