-- The big tables are partitioned by the month that their numbers begin with; what belongs to an order lies
-- in the order's month, however late it comes. A default partition takes what no month was made for.
CREATE TABLE payment_order_rest PARTITION OF payment_order DEFAULT WITH (fillfactor = 70);
CREATE TABLE payment_attempt_rest PARTITION OF payment_attempt DEFAULT;
CREATE TABLE refund_rest PARTITION OF refund DEFAULT;
CREATE TABLE transfer_rest PARTITION OF transfer DEFAULT;
CREATE TABLE notification_rest PARTITION OF notification DEFAULT WITH (fillfactor = 80);
CREATE TABLE notification_attempt_rest PARTITION OF notification_attempt DEFAULT;

-- The first number that a transfer for something numbered in month (yyyymm) can have; see TransferId.
CREATE FUNCTION first_transfer_id(month text) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN
  (lpad(to_hex(((month || '01000000000')::bigint << 9)), 16, '0') || '0000000000000000')::uuid;

-- Makes the partitions of the month in which a_day falls, unless they exist. Rows of that month that the
-- default partition holds already are moved.
CREATE FUNCTION make_month(a_day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  this text := to_char(a_day, 'YYYYMM');
  next text := to_char(a_day + interval '1 month', 'YYYYMM');
  big record;
BEGIN
  IF to_regclass('payment_order_' || this) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('make_month'));
  IF to_regclass('payment_order_' || this) IS NOT NULL THEN
    RETURN false;
  END IF;
  FOR big IN SELECT * FROM (VALUES
      ('payment_order', 'pay_order_no', this, next, 'WITH (fillfactor = 70)'),
      ('payment_attempt', 'pay_order_no', this, next, ''),
      ('refund', 'refund_order_no', 'R' || this, 'R' || next, ''),
      ('transfer', 'transfer_id', first_transfer_id(this)::text, first_transfer_id(next)::text, ''),
      ('notification', 'pay_order_no', this, next, 'WITH (fillfactor = 80)'),
      ('notification_attempt', 'pay_order_no', this, next, '')) AS t(name, key, low, high, storage)
  LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS) %s',
                   big.name || '_' || this, big.name, big.storage);
    EXECUTE format('WITH gone AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I SELECT * FROM gone',
                   big.name || '_rest', big.key, big.low, big.key, big.high, big.name || '_' || this);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   big.name, big.name || '_' || this, big.low, big.high);
  END LOOP;
  RETURN true;
END $$;
