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
  attempt_item integer[] = '{}', attempt_bucket integer[] = '{}', attempt_order text[] = '{}', attempt_no integer[] = '{}', attempt_user text[] = '{}',
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
  -- The same money again: everything was done before.
  IF careful OR again <= ANY (leg_check) THEN
    FOR one IN
      SELECT DISTINCT l.item FROM unnest(leg_item, leg_bucket, leg_id, leg_check) AS l(item, bucket, id, checks)
        JOIN transfer t ON t.bucket = l.bucket AND t.transfer_id = l.id
       WHERE careful OR l.checks >= again
    LOOP
      verdict[one] := repeated;
    END LOOP;
  END IF;

  -- An order that is stored as paid is for a user, who is known.
  IF cardinality(order_item) > 0 THEN
    FOR one IN
      SELECT o.item FROM unnest(order_item, order_mobile, order_state) AS o(item, mobile, state)
       WHERE verdict[o.item] = 0 AND o.state = 'OPEN'
         AND NOT EXISTS (SELECT FROM person p WHERE p.mobile_index = o.mobile)
    LOOP
      verdict[one] := person_unknown;
    END LOOP;
  END IF;

  IF cardinality(move_item) > 0 THEN
    FOR one IN
      SELECT m.item FROM unnest(move_item, move_bucket, move_no, move_version) AS m(item, bucket, no, version)
       WHERE verdict[m.item] = 0 AND NOT EXISTS (
         SELECT FROM payment_order o WHERE o.bucket = m.bucket AND o.pay_order_no = m.no AND o.version = m.version)
    LOOP
      verdict[one] := stale;
    END LOOP;
  END IF;

  -- An attempt ends once: a debit and the refusal that fences it both need the row. Where the order is changed in
  -- the same entry its version guards it already.
  IF cardinality(attempt_item) > 0 AND (careful OR cardinality(move_item) + cardinality(number_item) = 0) THEN
    FOR one IN
      SELECT a.item FROM unnest(attempt_item, attempt_bucket, attempt_order, attempt_no) AS a(item, bucket, order_no, no)
        JOIN payment_attempt p ON p.bucket = a.bucket AND p.pay_order_no = a.order_no AND p.attempt_no = a.no
       WHERE verdict[a.item] = 0
    LOOP
      verdict[one] := stale;
    END LOOP;
  END IF;

  -- Claimed here, and given back below by those who cannot pay.
  IF cardinality(number_item) > 0 THEN
    WITH claimed AS (
      INSERT INTO client_number (bucket, kind, owner, number, target, content)
      SELECT n.bucket, n.kind, n.owner, n.number, n.target, n.content
        FROM unnest(number_item, number_bucket, number_kind, number_owner, number_number, number_target, number_content)
          AS n(item, bucket, kind, owner, number, target, content)
       WHERE verdict[n.item] = 0
      ON CONFLICT DO NOTHING RETURNING target)
    SELECT count(*), array_agg(target) INTO written, claims FROM claimed;
    SELECT count(*) INTO wanted FROM unnest(number_item) AS n(item) WHERE verdict[n.item] = 0;
    IF written < wanted THEN
      FOR one IN
        SELECT n.item FROM unnest(number_item, number_target) AS n(item, target)
         WHERE verdict[n.item] = 0 AND n.target <> ALL (coalesce(claims, '{}'))
      LOOP
        verdict[one] := number_taken;
      END LOOP;
    END IF;
  END IF;

  -- Whose money it is must have it. At most one item takes from an account in one batch, so that this is exact.
  IF cardinality(leg_item) > 0 THEN
    WITH paid AS (
      UPDATE account a SET balance = a.balance - p.amount
        FROM unnest(leg_item, leg_bucket, leg_debit, leg_amount, leg_check) AS p(item, bucket, debit, amount, checks)
       WHERE p.checks & guarded <> 0 AND verdict[p.item] = 0
         AND a.bucket = p.bucket AND a.account_id = p.debit AND a.balance - a.held >= p.amount
      RETURNING p.item)
    SELECT count(*), array_agg(item) INTO written, hit FROM paid;
    SELECT array_agg(p.item) INTO lost FROM unnest(leg_item, leg_check) AS p(item, checks)
     WHERE p.checks & guarded <> 0 AND verdict[p.item] = 0
    HAVING count(*) > written;
    IF lost IS NOT NULL THEN
      lost := ARRAY(SELECT p.item FROM unnest(lost) AS p(item) WHERE p.item <> ALL (coalesce(hit, '{}')));
    END IF;
    FOREACH one IN ARRAY coalesce(lost, '{}') LOOP
      verdict[one] := insufficient;
    END LOOP;
    IF lost IS NOT NULL AND EXISTS (
        SELECT FROM unnest(leg_item, leg_bucket, leg_debit, leg_check) AS l(item, bucket, debit, checks)
         WHERE l.checks & guarded <> 0 AND l.item = ANY (lost) AND NOT EXISTS (
           SELECT FROM account a WHERE a.bucket = l.bucket AND a.account_id = l.debit)) THEN
      RAISE EXCEPTION 'an account that takes part was opened' USING ERRCODE = 'MP100';
    END IF;
    IF lost IS NOT NULL AND cardinality(number_item) > 0 THEN
      DELETE FROM client_number c
       USING unnest(number_item, number_bucket, number_kind, number_owner, number_number)
          AS n(item, bucket, kind, owner, number)
       WHERE n.item = ANY (lost) AND c.bucket = n.bucket AND c.kind = n.kind AND c.owner = n.owner
         AND c.number = n.number;
    END IF;
  END IF;

  -- From here on nothing is refused.
  IF cardinality(move_item) > 0 THEN
    UPDATE payment_order o
       SET state = m.state, attempt_no = m.attempt, ended_at = instant_of(m.ended), payer = m.payer,
           method = m.method, refunded = m.refunded, refunding = m.refunding, version = m.version + 1,
           ask_at = instant_of(m.ask_at), asked = 0
      FROM (SELECT * FROM unnest(move_item, move_bucket, move_no, move_version, move_state, move_attempt, move_ended,
                                 move_payer, move_method, move_refunded, move_refunding, move_ask_at)
              AS u(item, bucket, no, version, state, attempt, ended, payer, method, refunded, refunding, ask_at)
             ORDER BY bucket, no) AS m
     WHERE o.bucket = m.bucket AND o.pay_order_no = m.no AND o.version = m.version AND verdict[m.item] = 0;
    GET DIAGNOSTICS written = ROW_COUNT;
    SELECT count(*) INTO wanted FROM unnest(move_item) AS m(item) WHERE verdict[m.item] = 0;
    IF written < wanted THEN
      RAISE EXCEPTION 'an order changed meanwhile' USING ERRCODE = 'MP003';
    END IF;
  END IF;

  IF cardinality(attempt_item) > 0 THEN
    INSERT INTO payment_attempt (bucket, pay_order_no, attempt_no, user_id, method, amount, state, reason, receipt,
                                 ended_at)
    SELECT a.bucket, a.order_no, a.no, a.user_id, a.method, a.amount, a.state, a.reason, a.receipt,
           instant_of(a.ended)
      FROM unnest(attempt_item, attempt_bucket, attempt_order, attempt_no, attempt_user, attempt_method,
                  attempt_amount, attempt_state, attempt_reason, attempt_receipt, attempt_ended)
        AS a(item, bucket, order_no, no, user_id, method, amount, state, reason, receipt, ended)
     WHERE verdict[a.item] = 0;
  END IF;

  IF cardinality(order_item) > 0 THEN
    INSERT INTO payment_order (bucket, pay_order_no, merchant_id, merchant_order_no, transaction_type, business_type,
      merchant_name, order_date, amount, mobile_index, goods_no, goods_name, goods_description, notify_url,
      refund_notify_url, return_url, chatbot_id, store_no, ext, created_at, expires_at, state, attempt_no, ended_at,
      payer, method, version)
    SELECT o.bucket, o.no, o.merchant, o.merchant_no, o.transaction, o.business, o.name, date '1970-01-01' + o.day,
           o.amount, o.mobile, o.goods_no, o.goods, o.description, o.notify, o.refund_notify, o.return_url, o.chatbot,
           o.store, o.ext, instant_of(o.created), instant_of(o.expires), o.state, o.attempt, instant_of(o.ended),
           o.payer, o.method, CASE WHEN o.state = 'OPEN' THEN 0 ELSE 1 END
      FROM unnest(order_item, order_bucket, order_no, order_merchant, order_merchant_no, order_transaction,
                  order_business, order_name, order_day, order_amount, order_mobile, order_goods_no, order_goods,
                  order_description, order_notify, order_refund_notify, order_return, order_chatbot, order_store,
                  order_ext, order_created, order_expires, order_state, order_attempt, order_ended, order_payer,
                  order_method)
        AS o(item, bucket, no, merchant, merchant_no, transaction, business, name, day, amount, mobile, goods_no,
             goods, description, notify, refund_notify, return_url, chatbot, store, ext, created, expires, state,
             attempt, ended, payer, method)
     WHERE verdict[o.item] = 0;
  END IF;

  IF cardinality(refund_item) > 0 THEN
    INSERT INTO refund AS old (bucket, refund_order_no, pay_order_no, merchant_id, merchant_refund_no, amount, user_id,
                               method, state, reason, created_at, ended_at, ask_at)
    SELECT r.bucket, r.no, r.order_no, r.merchant, r.number, r.amount, r.user_id, r.method, r.state, r.reason,
           instant_of(r.created), instant_of(r.ended), instant_of(r.ask_at)
      FROM unnest(refund_item, refund_bucket, refund_no, refund_order, refund_merchant, refund_number, refund_amount,
                  refund_user, refund_method, refund_state, refund_reason, refund_created, refund_ended, refund_ask_at)
        AS r(item, bucket, no, order_no, merchant, number, amount, user_id, method, state, reason, created, ended,
             ask_at)
     WHERE verdict[r.item] = 0
    ON CONFLICT (bucket, refund_order_no) DO UPDATE
      SET state = EXCLUDED.state, reason = EXCLUDED.reason, ended_at = EXCLUDED.ended_at, ask_at = EXCLUDED.ask_at
      WHERE old.state = 'PROCESSING';
    GET DIAGNOSTICS written = ROW_COUNT;
    SELECT count(*) INTO wanted FROM unnest(refund_item) AS r(item) WHERE verdict[r.item] = 0;
    IF written < wanted THEN
      RAISE EXCEPTION 'the refund ended before' USING ERRCODE = 'MP003';
    END IF;
  END IF;

  IF cardinality(leg_item) > 0 THEN
    INSERT INTO transfer (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
    SELECT l.bucket, l.id, l.debit, l.credit, l.amount, l.purpose, l.subject, instant_of(l.posted)
      FROM unnest(leg_item, leg_bucket, leg_id, leg_debit, leg_credit, leg_amount, leg_purpose, leg_subject, leg_posted)
        AS l(item, bucket, id, debit, credit, amount, purpose, subject, posted)
     WHERE verdict[l.item] = 0;
  END IF;

  IF cardinality(transit_item) > 0 THEN
    INSERT INTO transit (bucket, transfer_id, credit_account, amount, purpose, subject, attempt_no, posted_at)
    SELECT t.bucket, t.id, t.credit, t.amount, t.purpose, t.subject, t.attempt, instant_of(t.posted)
      FROM unnest(transit_item, transit_bucket, transit_id, transit_credit, transit_amount, transit_purpose,
                  transit_subject, transit_attempt, transit_posted)
        AS t(item, bucket, id, credit, amount, purpose, subject, attempt, posted)
     WHERE verdict[t.item] = 0;
  END IF;

  IF cardinality(fact_item) > 0 THEN
    INSERT INTO outbox (bucket, subject, ordinal, kind, detail, created_at)
    SELECT f.bucket, f.subject, f.ordinal, f.kind, f.detail, instant_of(f.at)
      FROM unnest(fact_item, fact_bucket, fact_subject, fact_ordinal, fact_kind, fact_detail, fact_at)
        AS f(item, bucket, subject, ordinal, kind, detail, at)
     WHERE verdict[f.item] = 0;
  END IF;

  -- Last, since everybody pays the same few: their rows are locked for the commit alone.
  IF cardinality(leg_item) > 0 THEN
    -- Guarded legs took their money above; the accounts between buckets have no row.
    WITH change AS (
      SELECT c.bucket, c.account, sum(c.delta)::bigint AS delta
        FROM (SELECT l.item, l.bucket, l.credit AS account, l.amount AS delta
                FROM unnest(leg_item, leg_bucket, leg_credit, leg_amount) AS l(item, bucket, credit, amount)
               WHERE l.credit & 281474976710655 <> 1
              UNION ALL
              SELECT l.item, l.bucket, l.debit, -l.amount
                FROM unnest(leg_item, leg_bucket, leg_debit, leg_amount, leg_check) AS l(item, bucket, debit, amount, checks)
               WHERE l.checks & guarded = 0 AND l.debit & 281474976710655 <> 1) AS c
       WHERE verdict[c.item] = 0
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
