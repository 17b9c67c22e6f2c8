package org.maapay.bench.posting;

import java.util.List;
import org.maapay.kernel.MerchantId;

/**
 * Paid orders of the past, stored as posting stores them, so that the indexes are as large as after
 * that many payments. Made by the database itself, a hundred thousand at a time.
 */
final class StoredOrders {
  private static final int BLOCK = 100_000;

  /** Numbers spread over the days of this month so far; the same text is the same order. */
  @SuppressWarnings("InlineFormatString") // Longer than the method that uses it.
  private static final String STORE =
      """
      WITH merchants AS (
        SELECT array_agg(bucket ORDER BY merchant_id) AS bucket, array_agg(merchant_id ORDER BY merchant_id) AS id,
               array_agg(account_id ORDER BY merchant_id) AS account
          FROM merchant),
      payers AS (
        SELECT array_agg(bucket) AS bucket, array_agg(account_id) AS account
          FROM (SELECT bucket, account_id FROM account WHERE kind = 'USER_BALANCE' LIMIT 50000 OFFSET %d) p),
      n AS (SELECT i, 1 + i %% cardinality(m.id) AS m, 1 + i %% cardinality(p.account) AS p
              FROM generate_series(%d, %d) AS i, merchants m, payers p),
      o AS (
        SELECT n.i, m.bucket[n.m] AS bucket, m.id[n.m] AS merchant, m.account[n.m] AS payee,
               p.bucket[n.p] AS payer_bucket, p.account[n.p] AS payer,
               to_char(date_trunc('month', CURRENT_DATE), 'YYYYMMDD') || lpad(m.bucket[n.m]::text, 4, '0')
                 || lpad((n.i / 10000 %% 240000000)::text, 9, '0') || lpad((n.i %% 10000000000)::text, 10, '0') AS no
          FROM n, merchants m, payers p),
      numbers AS (
        INSERT INTO client_number (bucket, kind, owner, number, target, content)
        SELECT bucket, 'ORDER', merchant, 'OLD-' || i, no, sha256(no::bytea) FROM o),
      orders AS (
        INSERT INTO payment_order (bucket, pay_order_no, merchant_id, merchant_order_no, transaction_type,
          business_type, merchant_name, order_date, amount, mobile_index, goods_name, notify_url, created_at,
          expires_at, state, attempt_no, ended_at, payer, method, version)
        SELECT bucket, no, merchant, 'OLD-' || i, 'WEBVIEW', 'PASSWORD_FREE', '海风咖啡', CURRENT_DATE, 1,
               substr(sha256(payer::text::bytea), 1, 16), '拿铁', 'https://shop.example/notify', now(), now(), 'PAID',
               1, now(), 'U' || lpad(payer_bucket::text, 4, '0') || lpad((payer %% 10000000000000000)::text, 16, '0'),
               'balance', 1 FROM o),
      attempts AS (
        INSERT INTO payment_attempt (bucket, pay_order_no, attempt_no, user_id, method, amount, state, receipt, ended_at)
        SELECT payer_bucket, no, 1, 'U' || lpad(payer_bucket::text, 4, '0') || lpad((payer %% 10000000000000000)::text, 16, '0'),
               'balance', 1, 'SUCCEEDED', no || '-1', now() FROM o),
      ids AS (
        SELECT o.*, to_hex((substr(no, 1, 8) || substr(no, 13, 9))::bigint << 9) AS high, encode(sha256(no::bytea), 'hex') AS low
          FROM o),
      debits AS (
        INSERT INTO transfer (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
        SELECT payer_bucket, (high || substr(low, 1, 16))::uuid, payer, (payer_bucket::bigint << 48) | 1, 1, 'PAYMENT', no, now()
          FROM ids),
      credits AS (
        INSERT INTO transfer (bucket, transfer_id, debit_account, credit_account, amount, purpose, subject, posted_at)
        SELECT bucket, (high || substr(low, 17, 16))::uuid, (bucket::bigint << 48) | 1, payee, 1, 'PAYMENT', no, now()
          FROM ids),
      change AS (
        SELECT bucket, account, sum(delta) AS delta
          FROM (SELECT bucket, payee AS account, 1 AS delta FROM o UNION ALL SELECT payer_bucket, payer, -1 FROM o) c
         GROUP BY bucket, account)
      UPDATE account a SET balance = a.balance + c.delta FROM change c
       WHERE a.bucket = c.bucket AND a.account_id = c.account
      """;

  private final Books books;

  StoredOrders(Books books) {
    this.books = books;
  }

  void store(long count, Payers payers, List<MerchantId> merchants) {
    if (merchants.isEmpty()) {
      throw new IllegalArgumentException("orders need a merchant");
    }
    for (long from = 0; from < count; from += BLOCK) {
      long to = Math.min(count, from + BLOCK) - 1;
      long offset = from / 2 % Math.max(1, payers.count() - 50_000);
      books.sql(STORE.formatted(offset, from, to));
      if (from / BLOCK % 10 == 9) {
        System.err.println("bench: " + (to + 1) + " orders stored");
      }
    }
    books.sql("VACUUM ANALYZE");
  }
}
