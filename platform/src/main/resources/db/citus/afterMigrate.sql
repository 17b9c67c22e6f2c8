-- The Citus profile: what lies where in a cluster. Runs after every migration of a server with maapay.database.citus: true,
-- and does what is missing. See docs/operating/citus.md.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'create_distributed_table') THEN
    RAISE EXCEPTION 'maapay.database.citus is true, but this database is not Citus: create the extension, or leave the setting out';
  END IF;
END $$;

-- One row a bucket. What a batch inserts is anchored on its bucket's row, so that the engine knows where it goes; batches of
-- one bucket come one after the other, by its lock.
DO $$ BEGIN
  IF to_regclass('bucket_head') IS NULL THEN
    CREATE TABLE bucket_head (bucket smallint PRIMARY KEY CHECK (bucket BETWEEN 0 AND 1023));
    INSERT INTO bucket_head SELECT generate_series(0, 1023);
  END IF;
END $$;

DO $$
DECLARE
  spread record;
BEGIN
  FOR spread IN SELECT * FROM (VALUES
    ('bucket_head', 'distributed', 'the anchor of the others'),
    ('account', 'distributed', 'balances, with what changes them'),
    ('transfer', 'distributed', 'with the two accounts'),
    ('hold', 'distributed', 'with the account'),
    ('hold_step', 'distributed', 'with the hold'),
    ('transit', 'distributed', 'in the bucket of the first leg'),
    ('merchant', 'distributed', 'with its orders'),
    ('payer', 'distributed', 'with his account'),
    ('card', 'distributed', 'with the user'),
    ('pin_verifier', 'distributed', 'with the user'),
    ('payment_order', 'distributed', 'in the bucket of the merchant'),
    ('client_number', 'distributed', 'in the bucket of the merchant'),
    ('payment_attempt', 'distributed', 'in the bucket of the payer'),
    ('contradiction', 'distributed', 'in the bucket of the payer'),
    ('refund', 'distributed', 'with the order'),
    ('outbox', 'distributed', 'with the subject'),
    ('notification', 'distributed', 'with the order'),
    ('notification_attempt', 'distributed', 'with the order'),
    ('mandate', 'distributed', 'in the bucket of the merchant'),
    ('mandate_allowance', 'distributed', 'in the bucket of the payer'),
    ('mandate_use', 'distributed', 'in the bucket of the payer'),
    ('password_free_answer', 'distributed', 'with the order'),
    ('request_count', 'distributed', 'in the bucket of the merchant'),
    ('request_block', 'distributed', 'in the bucket of the merchant'),
    ('request_report', 'distributed', 'with the order'),
    ('chatbot_request', 'distributed', 'with the order'),
    ('chatbot_message', 'distributed', 'in the bucket of the person'),
    ('chatbot_reply', 'distributed', 'in the bucket of the person'),
    ('chatbot_speech', 'distributed', 'in the bucket of the person'),
    ('sdk_opening', 'distributed', 'with the order'),
    ('institution_choice', 'distributed', 'with the order'),
    ('institution_order', 'distributed', 'with the order'),
    ('device_key', 'distributed', 'with the user'),
    ('device_challenge', 'distributed', 'with the user'),
    ('person', 'reference', 'the posting function looks at it on every machine; written once a person'),
    ('party_key', 'reference', 'few rows, rarely written'),
    ('platform_key', 'reference', 'few rows, rarely written'),
    ('key_change', 'reference', 'changes with the two before it, in one transaction'),
    ('vault_key', 'reference', 'few rows, rarely written'),
    ('request_rule', 'reference', 'few rows, rarely written'),
    ('vault_subject_key', 'local', 'one row by its key, never joined; a copy on every machine would make each new person wait for all'),
    ('keypad_session', 'local', 'rows live minutes; the unique key is no bucket'),
    ('nonce', 'local', 'one row a call, emptied by TRUNCATE; a write on every machine for each call would cost more than the call'),
    ('interaction', 'local', 'the log of calls, found by incident or time'),
    ('operator_token', 'local', 'few rows, found by chatbot'),
    ('operator_message', 'local', 'rows live days, found by an operator''s id'),
    ('sms_part', 'local', 'rows live days, found by a receipt'),
    ('operator_nonce', 'local', 'rows live minutes'),
    ('operator_sighting', 'local', 'one row by its key, never joined'),
    ('reserve_check', 'local', 'a few rows a day'),
    ('scheduled_tasks', 'local', 'db-scheduler claims rows with SKIP LOCKED'),
    ('flyway_schema_history', 'local', 'Flyway locks it while it migrates')
  ) AS t(name, place, why)
  LOOP
    CONTINUE WHEN spread.place = 'local'
      OR EXISTS (SELECT FROM pg_dist_partition p WHERE p.logicalrelid = spread.name::regclass);
    IF spread.place = 'reference' THEN
      PERFORM create_reference_table(spread.name::regclass);
    ELSE
      PERFORM create_distributed_table(spread.name::regclass, 'bucket',
        colocate_with => CASE spread.name WHEN 'bucket_head' THEN 'none' ELSE 'bucket_head' END);
    END IF;
  END LOOP;
END $$;

-- post_bucket is post_batch for one bucket, made from its text so that there are no two versions of how money is posted.
-- It is sent whole to the machine of the bucket. Every row that is read or changed is looked up by the bucket, every INSERT
-- is anchored; a batch that names another bucket is refused before anything is done.
DO $$
DECLARE
  model pg_proc := (SELECT p FROM pg_proc p WHERE proname = 'post_batch' AND pronamespace = current_schema()::regnamespace);
  mine pg_proc := (SELECT p FROM pg_proc p WHERE proname = 'post_bucket' AND pronamespace = current_schema()::regnamespace);
  arguments text := 'home smallint, ' || pg_get_function_arguments(model.oid);
  body text := model.prosrc;
  first_lines text := $first$
BEGIN
  IF EXISTS (
      SELECT FROM unnest(number_bucket || order_bucket || move_bucket || attempt_bucket || refund_bucket || leg_bucket
                         || transit_bucket || fact_bucket) AS u(named) WHERE u.named <> home) THEN
    RAISE EXCEPTION 'a batch of bucket % names another', home USING ERRCODE = 'MP101';
  END IF;
  PERFORM 1 FROM bucket_head h WHERE h.bucket = home FOR UPDATE;
$first$;
BEGIN
  body := regexp_replace(body, '\nBEGIN\n', first_lines);
  body := regexp_replace(body, '\y(\w)\.bucket = (\w\.bucket\y|\w+_bucket\[i\])', '\1.bucket = home AND \1.bucket = \2', 'g');
  body := regexp_replace(body,
    '(INSERT INTO [^;]*?SELECT )\w+_bucket\[i\],([^;]*?FROM )(generate_series\([^;]*?WHERE )(verdict\[)',
    '\1h.bucket,\2bucket_head h, \3h.bucket = home AND \4', 'g');
  IF mine.prosrc = body AND pg_get_function_arguments(mine.oid) = arguments THEN
    RETURN;
  END IF;
  IF mine.oid IS NOT NULL THEN
    EXECUTE 'DROP FUNCTION ' || mine.oid::regprocedure;
  END IF;
  EXECUTE format(
    'CREATE FUNCTION post_bucket(%s) RETURNS integer[] LANGUAGE plpgsql SET enable_seqscan = off'
      ' SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS %L', arguments, body);
  PERFORM create_distributed_function('instant_of(bigint)'::regprocedure);
  PERFORM create_distributed_function(
    (SELECT oid::regprocedure FROM pg_proc WHERE proname = 'post_bucket' AND pronamespace = current_schema()::regnamespace),
    'home', colocate_with => 'bucket_head');
END $$;
