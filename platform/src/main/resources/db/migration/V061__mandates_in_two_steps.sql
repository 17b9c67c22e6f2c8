-- A mandate lives with the merchant and what may be spent with the payer: signing and ending change the one, then the other. Until the
-- second is done the mandate is not settled, its merchant is not told, and a job goes on where a process died.
ALTER TABLE mandate ADD COLUMN settled boolean NOT NULL DEFAULT true;
CREATE INDEX mandate_unsettled ON mandate (bucket, mandate_no) WHERE NOT settled;
