package org.maapay;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.maapay.database.Database;
import org.maapay.ledger.LedgerCheck;
import org.maapay.payment.PaymentCheck;

/** What stands in a database, and what somebody with it in his hands does there. */
record TestBooks(Database database) {
  /** The one number that {@code query} answers. */
  long number(String query) {
    return database.read(tx -> {
      try (var statement = tx.createStatement();
          var row = statement.executeQuery(query)) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  void sql(String change) {
    database.run(tx -> {
      try (var statement = tx.createStatement()) {
        statement.execute(change);
      }
    });
  }

  /** Every promise that is broken. */
  List<LedgerCheck.Finding> broken(Instant now) {
    var rules =
        Stream.concat(LedgerCheck.rulesAt(now).stream(), PaymentCheck.rules().stream()).toList();
    return database.write(tx -> LedgerCheck.check(tx, rules)).stream()
        .filter(finding -> finding.broken() != 0)
        .toList();
  }
}
