-- Posts many decisions in one call and one commit, each accepted or refused on its own (decision 6). The arguments are
-- the sheets of org.maapay.posting, one array a column; "item" says to which decision a row belongs, from 1. A sheet that
-- no decision uses is left out.
-- Answers one number per item, see org.maapay.posting.Verdict. An item that is refused writes nothing: first everything is
-- looked at without a lock, then the payers pay, by one conditional update, then all that is left is written. What changes
-- between the look and the write fails the call, by a unique key or by SQLSTATE MP003: the caller halves the batch, and
-- posts what is left alone once more, "careful", with every key looked at before.
-- The caller brings the items in one order, the same everywhere, and accounts that only receive money come last, by
-- bucket and number: callers who meet wait for each other, and not for long.

CREATE OR REPLACE FUNCTION instant_of(micros bigint) RETURNS timestamptz LANGUAGE sql STABLE
  RETURN timestamptz 'epoch' + micros * interval '1 microsecond';

DO $$ BEGIN
  EXECUTE (SELECT coalesce(string_agg('DROP FUNCTION ' || oid::regprocedure::text || ';', ' '), '')
             FROM pg_proc WHERE proname = 'post_batch' AND pronamespace = current_schema()::regnamespace);
END $$;

CREATE FUNCTION post_batch(
  items integer,
  careful boolean,
  number_item integer[] = '{}', number_bucket integer[] = '{}', number_kind text[] = '{}', number_owner text[] = '{}', number_number text[] = '{}',
    number_target text[] = '{}', number_content bytea[] = '{}',
  order_item integer[] = '{}', order_bucket integer[] = '{}', order_no text[] = '{}', order_merchant text[] = '{}', order_merchant_no text[] = '{}',
    order_transaction text[] = '{}', order_business text[] = '{}', order_name text[] = '{}', order_day integer[] = '{}', order_amount bigint[] = '{}',
    order_mobile bytea[] = '{}', order_goods_no text[] = '{}', order_goods text[] = '{}', order_description text[] = '{}', order_notify text[] = '{}',
    order_refund_notify text[] = '{}', order_return text[] = '{}', order_chatbot text[] = '{}', order_store text[] = '{}', order_ext text[] = '{}',
    order_created bigint[] = '{}', order_expires bigint[] = '{}', order_state text[] = '{}', order_attempt integer[] = '{}', order_ended bigint[] = '{}',
    order_payer text[] = '{}', order_method text[] = '{}',
  move_item integer[] = '{}', move_bucket integer[] = '{}', move_no text[] = '{}', move_version integer[] = '{}', move_state text[] = '{}',
    move_attempt integer[] = '{}', move_ended bigint[] = '{}', move_payer text[] = '{}', move_method text[] = '{}', move_refunded bigint[] = '{}',
    move_refunding bigint[] = '{}', move_ask_at bigint[] = '{}',
  attempt_item integer[] = '{}', attempt_bucket integer[] = '{}', attempt_order text[] = '{}', attempt_number integer[] = '{}', attempt_user text[] = '{}',
    attempt_method text[] = '{}', attempt_amount bigint[] = '{}', attempt_state text[] = '{}', attempt_reason text[] = '{}',
    attempt_receipt text[] = '{}', attempt_ended bigint[] = '{}',
  refund_item integer[] = '{}', refund_bucket integer[] = '{}', refund_no text[] = '{}', refund_order text[] = '{}', refund_merchant text[] = '{}',
    refund_number text[] = '{}', refund_amount bigint[] = '{}', refund_user text[] = '{}', refund_method text[] = '{}', refund_state text[] = '{}',
    refund_reason text[] = '{}', refund_created bigint[] = '{}', refund_ended bigint[] = '{}', refund_ask_at bigint[] = '{}',
  leg_item integer[] = '{}', leg_bucket integer[] = '{}', leg_id uuid[] = '{}', leg_debit bigint[] = '{}', leg_credit bigint[] = '{}', leg_amount bigint[] = '{}',
    leg_purpose text[] = '{}', leg_subject text[] = '{}', leg_posted bigint[] = '{}', leg_check integer[] = '{}',
  transit_item integer[] = '{}', transit_bucket integer[] = '{}', transit_id uuid[] = '{}', transit_credit bigint[] = '{}', transit_amount bigint[] = '{}',
    transit_purpose text[] = '{}', transit_subject text[] = '{}', transit_attempt integer[] = '{}', transit_posted bigint[] = '{}',
  fact_item integer[] = '{}', fact_bucket integer[] = '{}', fact_subject text[] = '{}', fact_ordinal integer[] = '{}', fact_kind text[] = '{}',
    fact_detail text[] = '{}', fact_at bigint[] = '{}'
) RETURNS integer[] LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off
  SET enable_mergejoin = off SET jit = off AS $$
DECLARE
  repeated constant integer := 1;
  person_unknown constant integer := 2;
  stale constant integer := 3;
  number_taken constant integer := 4;
  insufficient constant integer := 5;
  guarded constant integer := 1;
  again constant integer := 2;
  verdict integer[] := array_fill(0, ARRAY[items]);
  claims text[];
  hit integer[];
  lost integer[];
  one integer;
  wanted integer;
  written integer;
BEGIN
  -- The same money again: everything was done before. Where an entry brings a merchant's number, it was done by this
  -- entry only if the number stands for its order; else another order has drawn the same number as this one.
  IF careful OR again <= ANY (leg_check) THEN
    FOR one IN
      SELECT DISTINCT leg_item[i] FROM generate_series(1, cardinality(leg_item)) AS i
        JOIN transfer t ON t.bucket = leg_bucket[i] AND t.transfer_id = leg_id[i]
       WHERE (careful OR leg_check[i] >= again) AND NOT EXISTS (
         SELECT FROM generate_series(1, cardinality(number_item)) AS n
          WHERE number_item[n] = leg_item[i] AND NOT EXISTS (
            SELECT FROM client_number c
             WHERE c.bucket = number_bucket[n] AND c.kind = number_kind[n] AND c.owner = number_owner[n]
               AND c.number = number_number[n] AND c.target = number_target[n]))
    LOOP
      verdict[one] := repeated;
    END LOOP;
  END IF;

  -- An order that is stored as paid is for a user, who is known.
  IF cardinality(order_item) > 0 THEN
    FOR one IN
      SELECT order_item[i] FROM generate_series(1, cardinality(order_item)) AS i
       WHERE verdict[order_item[i]] = 0 AND order_state[i] = 'OPEN'
         AND NOT EXISTS (SELECT FROM person p WHERE p.mobile_index = order_mobile[i])
    LOOP
      verdict[one] := person_unknown;
    END LOOP;
  END IF;

  IF cardinality(move_item) > 0 THEN
    FOR one IN
      SELECT move_item[i] FROM generate_series(1, cardinality(move_item)) AS i
       WHERE verdict[move_item[i]] = 0 AND NOT EXISTS (
         SELECT FROM payment_order o
          WHERE o.bucket = move_bucket[i] AND o.pay_order_no = move_no[i] AND o.version = move_version[i])
    LOOP
      verdict[one] := stale;
    END LOOP;
  END IF;

  -- An attempt ends once: a debit and the refusal that fences it both need the row. Where the order is changed in
  -- the same entry its version guards it already.
  IF cardinality(attempt_item) > 0 AND (careful OR cardinality(move_item) + cardinality(number_item) = 0) THEN
    FOR one IN
      SELECT attempt_item[i] FROM generate_series(1, cardinality(attempt_item)) AS i
        JOIN payment_attempt p ON p.bucket = attempt_bucket[i] AND p.pay_order_no = attempt_order[i]
                              AND p.attempt_no = attempt_number[i]
       WHERE verdict[attempt_item[i]] = 0
    LOOP
      verdict[one] := stale;
    END LOOP;
  END IF;

  -- Claimed here, and given back below by those who cannot pay.
  IF cardinality(number_item) > 0 THEN
    WITH claimed AS (
      INSERT INTO client_number (bucket, kind, owner, number, target, content)
      SELECT number_bucket[i], number_kind[i], number_owner[i], number_number[i], number_target[i], number_content[i]
        FROM generate_series(1, cardinality(number_item)) AS i
       WHERE verdict[number_item[i]] = 0
      ON CONFLICT DO NOTHING RETURNING target)
    SELECT count(*), array_agg(target) INTO written, claims FROM claimed;
    SELECT count(*) INTO wanted FROM unnest(number_item) AS item WHERE verdict[item] = 0;
    IF written < wanted THEN
      FOR one IN
        SELECT number_item[i] FROM generate_series(1, cardinality(number_item)) AS i
         WHERE verdict[number_item[i]] = 0 AND number_target[i] NOT IN (SELECT unnest(claims))
      LOOP
        verdict[one] := number_taken;
      END LOOP;
    END IF;
  END IF;

  -- Whose money it is must have it. At most one item takes from an account in one batch, so that this is exact.
  IF cardinality(leg_item) > 0 THEN
    WITH paid AS (
      UPDATE account a SET balance = a.balance - leg_amount[i]
        FROM generate_series(1, cardinality(leg_item)) AS i
       WHERE leg_check[i] & guarded <> 0 AND verdict[leg_item[i]] = 0
         AND a.bucket = leg_bucket[i] AND a.account_id = leg_debit[i] AND a.balance - a.held >= leg_amount[i]
      RETURNING leg_item[i] AS item)
    SELECT count(*), array_agg(item) INTO written, hit FROM paid;
    SELECT array_agg(leg_item[i]) INTO lost FROM generate_series(1, cardinality(leg_item)) AS i
     WHERE leg_check[i] & guarded <> 0 AND verdict[leg_item[i]] = 0
    HAVING count(*) > written;
    IF lost IS NOT NULL THEN
      lost := ARRAY(SELECT item FROM unnest(lost) AS item WHERE item NOT IN (SELECT unnest(hit)));
    END IF;
    FOREACH one IN ARRAY coalesce(lost, '{}') LOOP
      verdict[one] := insufficient;
    END LOOP;
    IF lost IS NOT NULL AND EXISTS (
        SELECT FROM generate_series(1, cardinality(leg_item)) AS i
         WHERE leg_check[i] & guarded <> 0 AND leg_item[i] = ANY (lost) AND NOT EXISTS (
           SELECT FROM account a WHERE a.bucket = leg_bucket[i] AND a.account_id = leg_debit[i])) THEN
      RAISE EXCEPTION 'an account that takes part was opened' USING ERRCODE = 'MP100';
    END IF;
    IF lost IS NOT NULL AND cardinality(number_item) > 0 THEN
      DELETE FROM client_number c
       USING generate_series(1, cardinality(number_item)) AS i
       WHERE number_item[i] = ANY (lost) AND c.bucket = number_bucket[i] AND c.kind = number_kind[i]
         AND c.owner = number_owner[i] AND c.number = number_number[i];
    END IF;
  END IF;

  -- From here on nothing is refused.
  IF cardinality(move_item) > 0 THEN
    UPDATE payment_order o
       SET state = move_state[i], attempt_no = move_attempt[i], ended_at = instant_of(move_ended[i]),
           payer = move_payer[i], method = move_method[i], refunded = move_refunded[i],
           refunding = move_refunding[i], version = move_version[i] + 1, ask_at = instant_of(move_ask_at[i]), asked = 0
      FROM (SELECT i FROM generate_series(1, cardinality(move_item)) AS i
             WHERE verdict[move_item[i]] = 0 ORDER BY move_bucket[i], move_no[i]) AS moves
     WHERE o.bucket = move_bucket[i] AND o.pay_order_no = move_no[i] AND o.version = move_version[i];
    GET DIAGNOSTICS written = ROW_COUNT;
    SELECT count(*) INTO wanted FROM unnest(move_item) AS item WHERE verdict[item] = 0;
    IF written < wanted THEN
      RAISE EXCEPTION 'an order changed meanwhile' USING ERRCODE = 'MP003';
    END IF;
  END IF;

  IF cardinality(attempt_item) > 0 THEN
    INSERT INTO payment_attempt (bucket, pay_order_no, attempt_no, user_id, method, amount, state, reason, receipt,
                                 ended_at)
    SELECT attempt_bucket[i], attempt_order[i], attempt_number[i], attempt_user[i], attempt_method[i], attempt_amount[i],
           attempt_state[i], attempt_reason[i], attempt_receipt[i], instant_of(attempt_ended[i])
      FROM generate_series(1, cardinality(attempt_item)) AS i
     WHERE verdict[attempt_item[i]] = 0;
  END IF;

  IF cardinality(order_item) > 0 THEN
    INSERT INTO payment_order (bucket, pay_order_no, merchant_id, merchant_order_no, transaction_type, business_type,
      merchant_name, order_date, amount, mobile_index, goods_no, goods_name, goods_description, notify_url,
      refund_notify_url, return_url, chatbot_id, store_no, ext, created_at, expires_at, state, attempt_no, ended_at,
      payer, method, version)
    SELECT order_bucket[i], order_no[i], order_merchant[i], order_merchant_no[i], order_transaction[i],
           order_business[i], order_name[i], date '1970-01-01' + order_day[i], order_amount[i], order_mobile[i],
           order_goods_no[i], order_goods[i], order_description[i], order_notify[i], order_refund_notify[i],
           order_return[i], order_chatbot[i], order_store[i], order_ext[i], instant_of(order_created[i]),
           instant_of(order_expires[i]), order_state[i], order_attempt[i], instant_of(order_ended[i]), order_payer[i],
           order_method[i], CASE WHEN order_state[i] = 'OPEN' THEN 0 ELSE 1 END
      FROM generate_series(1, cardinality(order_item)) AS i
     WHERE verdict[order_item[i]] = 0;
  END IF;

  IF cardinality(refund_item) > 0 THEN
    INSERT INTO refund AS old (bucket, refund_order_no, pay_order_no, merchant_id, merchant_refund_no, amount, user_id,
                               method, state, reason, created_at, ended_at, ask_at)
    SELECT refund_bucket[i], refund_no[i], refund_order[i], refund_merchant[i], refund_number[i], refund_amount[i],
           refund_user[i], refund_method[i], refund_state[i], refund_reason[i], instant_of(refund_created[i]),
           instant_of(refund_ended[i]), instant_of(refund_ask_at[i])
      FROM generate_series(1, cardinality(refund_item)) AS i
     WHERE verdict[refund_item[i]] = 0
    ON CONFLICT (bucket, refund_order_no) DO UPDATE
      SET state = EXCLUDED.state, reason = EXCLUDED.reason, ended_at = EXCLUDED.ended_at, ask_at = EXCLUDED.ask_at
      WHERE old.state = 'PROCESSING' AND old.pay_order_no = EXCLUDED.pay_order_no;
    GET DIAGNOSTICS written = ROW_COUNT;
    SELECT count(*) INTO wanted FROM unnest(refund_item) AS item WHERE verdict[item] = 0;
    IF written < wanted THEN
      RAISE EXCEPTION 'the refund ended before' USING ERRCODE = 'MP003';
    END IF;
  END IF;

  IF cardinality(leg_item) > 0 THEN
    INSERT INTO transfer (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
    SELECT leg_bucket[i], leg_id[i], leg_debit[i], leg_credit[i], leg_amount[i], leg_purpose[i], leg_subject[i],
           instant_of(leg_posted[i])
      FROM generate_series(1, cardinality(leg_item)) AS i
     WHERE verdict[leg_item[i]] = 0;
  END IF;

  IF cardinality(transit_item) > 0 THEN
    INSERT INTO transit (bucket, transfer_id, credit_account, amount, purpose, subject, attempt_no, posted_at)
    SELECT transit_bucket[i], transit_id[i], transit_credit[i], transit_amount[i], transit_purpose[i],
           transit_subject[i], transit_attempt[i], instant_of(transit_posted[i])
      FROM generate_series(1, cardinality(transit_item)) AS i
     WHERE verdict[transit_item[i]] = 0;
  END IF;

  IF cardinality(fact_item) > 0 THEN
    INSERT INTO outbox (bucket, subject, ordinal, kind, detail, created_at)
    SELECT fact_bucket[i], fact_subject[i], fact_ordinal[i], fact_kind[i], fact_detail[i], instant_of(fact_at[i])
      FROM generate_series(1, cardinality(fact_item)) AS i
     WHERE verdict[fact_item[i]] = 0;
  END IF;

  -- Last, since everybody pays the same few: their rows are locked for the commit alone.
  IF cardinality(leg_item) > 0 THEN
    -- Guarded legs took their money above; the accounts between buckets have no row.
    WITH change AS (
      SELECT c.bucket, c.account, sum(c.delta)::bigint AS delta
        FROM (SELECT leg_bucket[i] AS bucket, leg_credit[i] AS account, leg_amount[i] AS delta
                FROM generate_series(1, cardinality(leg_item)) AS i
               WHERE verdict[leg_item[i]] = 0 AND leg_credit[i] & 281474976710655 <> 1
              UNION ALL
              SELECT leg_bucket[i], leg_debit[i], -leg_amount[i]
                FROM generate_series(1, cardinality(leg_item)) AS i
               WHERE verdict[leg_item[i]] = 0 AND leg_check[i] & guarded = 0
                 AND leg_debit[i] & 281474976710655 <> 1) AS c
       GROUP BY c.bucket, c.account ORDER BY c.bucket, c.account),
    changed AS (
      UPDATE account a SET balance = a.balance + c.delta FROM change c
       WHERE a.bucket = c.bucket AND a.account_id = c.account RETURNING 1)
    SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM changed) INTO wanted, written;
    IF written < wanted THEN
      RAISE EXCEPTION 'an account that takes part was opened' USING ERRCODE = 'MP100';
    END IF;
  END IF;

  RETURN verdict;
END $$;
