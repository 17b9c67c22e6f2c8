package org.maapay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.maapay.database.WholeTables;

/**
 * Looks whether the books hold what they promise ({@code maapay ledger check}). Every rule compares
 * whole tables, so that none may depend on what the database guesses of their size: aggregates are
 * joined on equal columns, and nothing is looked up for each row.
 */
public final class LedgerCheck {
  /**
   * Promises that one reading of the tables answers.
   *
   * @param query one row: of each promise how much breaks it; zero is right
   */
  public record Rule(List<String> promises, String query) {
    public Rule(String promise, String query) {
      this(List.of(promise), query);
    }
  }

  /** A promise and how many rows break it. */
  public record Finding(String promise, long broken) {}

  /** Is told how far a check is, which takes minutes on many millions of orders. */
  public interface Progress {
    /** Where nobody looks. */
    Progress UNSEEN =
        new Progress() {
          @Override
          public void begins(Rule rule) {}

          @Override
          public void ended(List<Finding> findings, Duration took) {}
        };

    void begins(Rule rule);

    void ended(List<Finding> findings, Duration took);
  }

  /**
   * The accounts in transit have no balance but what their transfers come to. By bucket first: what
   * remains to be counted is small.
   */
  private static final String BALANCES =
      """
      WITH moved AS (
        SELECT bucket, account, sum(delta)::bigint AS balance
          FROM (SELECT bucket, debit_account AS account, -amount AS delta FROM transfer
                UNION ALL SELECT bucket, credit_account, amount FROM transfer) legs
         GROUP BY bucket, account),
      compared AS (
        SELECT coalesce(a.bucket, m.bucket) AS bucket, a.balance AS stored, coalesce(m.balance, 0) AS moved,
               m.account & 281474976710655 = 1 AS in_transit
          FROM account a FULL JOIN moved m ON m.bucket = a.bucket AND m.account = a.account_id),
      by_bucket AS (
        SELECT sum(CASE WHEN in_transit THEN moved ELSE stored END) AS total,
               count(*) FILTER (WHERE stored <> moved) AS wrong,
               count(*) FILTER (WHERE stored IS NULL AND NOT in_transit) AS unknown
          FROM compared GROUP BY bucket)
      SELECT count(*) FILTER (WHERE total <> 0), coalesce(sum(wrong), 0), coalesce(sum(unknown), 0) FROM by_bucket
      """;

  /** A row of what waits for its second leg may outlive the moment in which that was posted. */
  private static final String IN_TRANSIT =
      """
      WITH waiting AS MATERIALIZED (
        SELECT coalesce(sum(amount), 0) AS amount FROM transit w
         WHERE NOT EXISTS (
           SELECT FROM transfer t
            WHERE t.bucket = (w.credit_account >> 48)::smallint AND t.transfer_id = w.transfer_id)),
      moved AS MATERIALIZED (
        SELECT coalesce(sum(CASE WHEN credit_account & 281474976710655 = 1 THEN amount ELSE 0 END
                          - CASE WHEN debit_account & 281474976710655 = 1 THEN amount ELSE 0 END), 0) AS amount
          FROM transfer),
      owned AS MATERIALIZED (SELECT coalesce(sum(balance), 0) AS amount FROM account)
      SELECT ((SELECT amount FROM moved) <> (SELECT amount FROM waiting))::int,
             ((SELECT amount FROM owned) + (SELECT amount FROM waiting) <> 0)::int
      """;

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              List.of(
                  "debits equal credits in every bucket",
                  "every balance is the sum of its transfers",
                  "every transfer moves money between accounts that exist"),
              BALANCES),
          new Rule(
              List.of(
                  "what is in transit is what waits for its second leg",
                  "what users and merchants own lies at the bank"),
              IN_TRANSIT),
          new Rule(
              "what is held of an account is the sum of its holds",
              """
              SELECT count(*) FROM account a FULL JOIN (
                  SELECT bucket, account_id, sum(amount - posted) AS held FROM hold
                   WHERE state = 'PENDING' GROUP BY bucket, account_id) h
                ON h.bucket = a.bucket AND h.account_id = a.account_id
               WHERE coalesce(a.held, 0) <> coalesce(h.held, 0)
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

  private LedgerCheck() {}

  /** The promises of the ledger. */
  public static List<Rule> rules() {
    return rules("CURRENT_TIMESTAMP");
  }

  /** The same where the time is {@code now}, whatever the database's clock says. */
  public static List<Rule> rulesAt(Instant now) {
    return rules("timestamptz '" + now + "'");
  }

  private static List<Rule> rules(String now) {
    var past =
        new Rule(
            "no hold stays past its end",
            "SELECT count(*) FROM hold WHERE state = 'PENDING' AND expires_at < "
                + now
                + " - interval '5 minutes'");
    return Stream.concat(RULES.stream(), Stream.of(past)).toList();
  }

  /** What {@code rules} find; see {@link #check(Connection, List, Progress)}. */
  public static List<Finding> check(Connection tx, List<Rule> rules) throws SQLException {
    return check(tx, rules, Progress.UNSEEN);
  }

  /**
   * What {@code rules} find. Reads one snapshot if {@code tx} is a transaction that has one; what
   * follows in it is planned for {@link WholeTables}.
   *
   * @throws IllegalStateException if {@code tx} is no transaction
   */
  public static List<Finding> check(Connection tx, List<Rule> rules, Progress progress)
      throws SQLException {
    WholeTables.plan(tx);
    var all = new ArrayList<Finding>();
    for (var rule : rules) {
      progress.begins(rule);
      long began = System.nanoTime();
      try (var statement = tx.createStatement();
          var row = statement.executeQuery(rule.query())) {
        row.next();
        var findings = new ArrayList<Finding>();
        for (var promise : rule.promises()) {
          findings.add(new Finding(promise, row.getLong(findings.size() + 1)));
        }
        progress.ended(findings, Duration.ofNanos(System.nanoTime() - began));
        all.addAll(findings);
      }
    }
    return all;
  }
}
