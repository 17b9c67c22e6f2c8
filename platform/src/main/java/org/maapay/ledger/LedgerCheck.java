package org.maapay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the books hold what they promise ({@code maapay ledger check}). */
public final class LedgerCheck {
  /**
   * One promise.
   *
   * @param query counts what breaks it; zero is right
   */
  public record Rule(String promise, String query) {}

  /** What each account's transfers come to; the accounts in transit have no other balance. */
  private static final String MOVED =
      """
      WITH moved AS (
        SELECT bucket, account, sum(delta)::bigint AS balance
          FROM (SELECT bucket, debit_account AS account, -amount AS delta FROM transfer
                UNION ALL SELECT bucket, credit_account, amount FROM transfer) legs
         GROUP BY bucket, account)
      """;

  /** What waits for its second leg; a row may outlive the moment in which that was posted. */
  private static final String WAITING =
      """
      WITH waiting AS (
        SELECT coalesce(sum(amount), 0) AS amount FROM transit w
         WHERE NOT EXISTS (
           SELECT FROM transfer t
            WHERE t.bucket = (w.credit_account >> 48)::smallint AND t.transfer_id = w.transfer_id))
      """;

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "debits equal credits in every bucket",
              MOVED
                  + """
                  SELECT count(*) FROM (
                    SELECT bucket FROM (
                      SELECT bucket, balance FROM account
                      UNION ALL SELECT bucket, balance FROM moved WHERE account & 281474976710655 = 1) b
                     GROUP BY bucket HAVING sum(balance) <> 0) unequal
                  """),
          new Rule(
              "every balance is the sum of its transfers",
              MOVED
                  + """
                  SELECT count(*) FROM account a LEFT JOIN moved m ON m.bucket = a.bucket AND m.account = a.account_id
                   WHERE a.balance <> coalesce(m.balance, 0)
                  """),
          new Rule(
              "every transfer moves money between accounts that exist",
              MOVED
                  + """
                  SELECT count(*) FROM moved m WHERE m.account & 281474976710655 <> 1 AND NOT EXISTS (
                    SELECT FROM account a WHERE a.bucket = m.bucket AND a.account_id = m.account)
                  """),
          new Rule(
              "what is in transit is what waits for its second leg",
              WAITING
                  + """
                  SELECT count(*) FROM (
                    SELECT (SELECT coalesce(sum(amount), 0) FROM transfer WHERE credit_account & 281474976710655 = 1)
                         - (SELECT coalesce(sum(amount), 0) FROM transfer WHERE debit_account & 281474976710655 = 1)
                         - (SELECT amount FROM waiting) AS difference) t
                   WHERE difference <> 0
                  """),
          new Rule(
              "what users and merchants own lies at the bank",
              WAITING
                  + """
                  SELECT count(*) FROM (
                    SELECT (SELECT coalesce(sum(balance), 0) FROM account) + (SELECT amount FROM waiting) s) t
                   WHERE s <> 0
                  """),
          new Rule(
              "what is held of an account is the sum of its holds",
              """
              SELECT count(*) FROM account a WHERE a.held <> coalesce((
                SELECT sum(amount - posted) FROM hold h
                 WHERE h.bucket = a.bucket AND h.account_id = a.account_id AND h.state = 'PENDING'), 0)
              """),
          new Rule(
              "the steps of a hold come to what it says",
              """
              SELECT count(*) FROM hold h LEFT JOIN (
                  SELECT bucket, hold_id, coalesce(sum(amount) FILTER (WHERE kind = 'POST'), 0) AS posted,
                         sum(amount) FILTER (WHERE kind <> 'POST') AS freed,
                         count(*) FILTER (WHERE kind <> 'POST') AS ends, min(kind) FILTER (WHERE kind <> 'POST') AS kind
                    FROM hold_step GROUP BY bucket, hold_id) s
                ON s.bucket = h.bucket AND s.hold_id = h.hold_id
               WHERE h.posted <> coalesce(s.posted, 0)
                  OR CASE WHEN h.state IN ('PENDING', 'POSTED') THEN coalesce(s.ends, 0) <> 0
                          ELSE coalesce(s.ends, 0) <> 1 OR s.freed <> h.amount - h.posted
                            OR s.kind <> CASE h.state WHEN 'VOIDED' THEN 'VOID' ELSE 'EXPIRE' END END
              """),
          new Rule(
              "every posted part of a hold is a transfer of its amount, and nothing else is",
              """
              SELECT count(*) FROM (SELECT bucket, transfer_id, amount FROM hold_step WHERE kind = 'POST') s
                FULL JOIN (SELECT bucket, transfer_id, amount FROM transfer
                            WHERE purpose = 'HOLD_POSTED' AND debit_account & 281474976710655 <> 1) t
                  ON t.bucket = s.bucket AND t.transfer_id = s.transfer_id
               WHERE t.amount IS DISTINCT FROM s.amount
              """));

  private static Rule noHoldPastItsEnd(String now) {
    return new Rule(
        "no hold stays past its end",
        "SELECT count(*) FROM hold WHERE state = 'PENDING' AND expires_at < "
            + now
            + " - interval '5 minutes'");
  }

  /** A promise and how many rows break it. */
  public record Finding(String promise, long broken) {}

  private LedgerCheck() {}

  /** Every promise of the ledger with its count; reads one snapshot if {@code tx} has one. */
  public static List<Finding> run(Connection tx) throws SQLException {
    return run(tx, "CURRENT_TIMESTAMP");
  }

  /** The same where the time is {@code now}, whatever the database's clock says. */
  public static List<Finding> runAt(Connection tx, Instant now) throws SQLException {
    return run(tx, "timestamptz '" + now + "'");
  }

  private static List<Finding> run(Connection tx, String now) throws SQLException {
    var findings = check(tx, RULES);
    findings.addAll(check(tx, List.of(noHoldPastItsEnd(now))));
    return findings;
  }

  /** What {@code rules} find. */
  public static List<Finding> check(Connection tx, List<Rule> rules) throws SQLException {
    var findings = new ArrayList<Finding>();
    for (var rule : rules) {
      try (var statement = tx.createStatement();
          var rows = statement.executeQuery(rule.query())) {
        rows.next();
        findings.add(new Finding(rule.promise(), rows.getLong(1)));
      }
    }
    return findings;
  }
}
