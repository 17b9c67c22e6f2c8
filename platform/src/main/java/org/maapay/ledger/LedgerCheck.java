package org.maapay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the books hold what they promise ({@code maapay ledger check}). */
public final class LedgerCheck {
  /**
   * One promise.
   *
   * @param query counts what breaks it; zero is right
   */
  private record Rule(String promise, String query) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "debits equal credits in every bucket",
              "SELECT count(*) FROM (SELECT bucket FROM account GROUP BY bucket HAVING sum(balance)"
                  + " <> 0) b"),
          new Rule(
              "every balance is the sum of its transfers",
              """
              SELECT count(*) FROM account a WHERE a.balance <>
                coalesce((SELECT sum(amount) FROM transfer t WHERE t.bucket = a.bucket AND t.credit_account = a.account_id), 0)
                - coalesce((SELECT sum(amount) FROM transfer t WHERE t.bucket = a.bucket AND t.debit_account = a.account_id), 0)
              """),
          new Rule(
              "every transfer moves money between accounts that exist",
              """
              SELECT count(*) FROM transfer t WHERE 2 <>
                (SELECT count(*) FROM account a
                  WHERE a.bucket = t.bucket AND a.account_id IN (t.debit_account, t.credit_account))
              """),
          new Rule(
              "nothing is left in transit",
              "SELECT count(*) FROM (SELECT sum(balance) s FROM account WHERE kind = 'IN_TRANSIT')"
                  + " t WHERE s <> 0"),
          new Rule(
              "what users and merchants own lies at the bank",
              """
              SELECT count(*) FROM (SELECT coalesce(sum(balance), 0) s FROM account WHERE kind <> 'IN_TRANSIT') t
               WHERE s <> 0
              """));

  /** A promise and how many rows break it. */
  public record Finding(String promise, long broken) {}

  private LedgerCheck() {}

  /** Every promise of the ledger with its count; reads one snapshot if {@code tx} has one. */
  public static List<Finding> run(Connection tx) throws SQLException {
    var findings = new ArrayList<Finding>();
    for (var rule : RULES) {
      try (var statement = tx.createStatement();
          var rows = statement.executeQuery(rule.query())) {
        rows.next();
        findings.add(new Finding(rule.promise(), rows.getLong(1)));
      }
    }
    return findings;
  }
}
