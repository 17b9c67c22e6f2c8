package org.maapay.payment;

import java.util.List;
import org.maapay.ledger.LedgerCheck;
import org.maapay.ledger.LedgerCheck.Rule;

/** Looks whether orders and money say the same ({@code maapay ledger check}). */
public final class PaymentCheck {
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "a paid order has one attempt that succeeded, an unpaid one none",
              """
              SELECT count(*) FROM payment_order o LEFT JOIN (
                  SELECT pay_order_no, count(*) AS succeeded FROM payment_attempt
                   WHERE state = 'SUCCEEDED' GROUP BY pay_order_no) a
                ON a.pay_order_no = o.pay_order_no
               WHERE CASE o.state WHEN 'PAID' THEN coalesce(a.succeeded, 0) <> 1
                                  WHEN 'PAYING' THEN coalesce(a.succeeded, 0) > 1
                                  ELSE coalesce(a.succeeded, 0) <> 0 END
              """),
          new Rule(
              "the money of a paid order reached its merchant once",
              """
              SELECT count(*) FROM payment_order o
                JOIN merchant m ON m.bucket = o.bucket AND m.merchant_id = o.merchant_id
                LEFT JOIN (
                  SELECT subject, credit_account, count(*) AS times, sum(amount) AS amount FROM transfer
                   WHERE purpose = 'PAYMENT' AND credit_account & 281474976710655 <> 1
                   GROUP BY subject, credit_account) t
                ON t.subject = o.pay_order_no AND t.credit_account = m.account_id
               WHERE CASE WHEN o.state = 'PAID' THEN coalesce(t.times, 0) <> 1 OR t.amount <> o.amount
                          ELSE coalesce(t.times, 0) <> 0 END
              """),
          new Rule(
              "what an order says of its refunds is what they come to",
              """
              SELECT count(*) FROM payment_order o LEFT JOIN (
                  SELECT pay_order_no, sum(amount) FILTER (WHERE state = 'SUCCESS') AS refunded,
                         sum(amount) FILTER (WHERE state = 'PROCESSING') AS refunding
                    FROM refund GROUP BY pay_order_no) r
                ON r.pay_order_no = o.pay_order_no
               WHERE o.refunded <> coalesce(r.refunded, 0) OR o.refunding <> coalesce(r.refunding, 0)
              """));

  private PaymentCheck() {}

  /** The promises; each reads whole tables, as those of {@link LedgerCheck} do. */
  public static List<Rule> rules() {
    return RULES;
  }
}
