-- Transfers for something whose number has no day, as the opening of an account, have a partition of their own. The default partition, in
-- which they would lie, is read from beginning to end under a lock whenever a month is made.
CREATE TABLE transfer_undated (LIKE transfer INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
WITH gone AS (DELETE FROM transfer_rest WHERE transfer_id < first_transfer_id('000101') RETURNING *)
INSERT INTO transfer_undated SELECT * FROM gone;
ALTER TABLE transfer ATTACH PARTITION transfer_undated FOR VALUES FROM (MINVALUE) TO (first_transfer_id('000101'));
