package org.maapay.server.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maapay.ledger.LedgerCheck;
import org.maapay.payment.PaymentCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maapay ledger check}: do the books hold what they promise? */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Looks into the books.",
    subcommands = LedgerCommand.Check.class)
final class LedgerCommand {
  /** {@code maapay ledger check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks every promise of the ledger on one snapshot; exit 1 if one is broken.")
  static final class Check implements Callable<Integer> {
    @Option(
        names = "--database-url",
        description = "JDBC URL; by default the running demo's, from data/demo/demo.json.")
    private @Nullable String url;

    @Override
    public Integer call() throws SQLException {
      var database = url == null ? DemoFile.read().databaseUrl() : url;
      try (var connection = DriverManager.getConnection(database)) {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        var findings = new ArrayList<>(LedgerCheck.run(connection));
        findings.addAll(PaymentCheck.run(connection));
        findings.forEach(finding ->
            System.out.println(
                (finding.broken() == 0 ? "ok      " : "BROKEN  ")
                    + finding.promise()
                    + (finding.broken() == 0 ? "" : ": " + finding.broken())));
        return findings.stream().allMatch(finding -> finding.broken() == 0) ? 0 : 1;
      }
    }
  }
}
