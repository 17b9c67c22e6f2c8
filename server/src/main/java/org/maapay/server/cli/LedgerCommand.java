package org.maapay.server.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.maapay.ledger.LedgerCheck;
import org.maapay.payment.PaymentCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code maapay ledger …}: what the books say, and whether they hold what they promise. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Looks into the books.",
    subcommands = {
      LedgerCommand.Check.class,
      StatementCommand.class,
      ReserveCommand.class,
    })
final class LedgerCommand {
  /** {@code maapay ledger check}. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks every promise of the ledger on one snapshot; exit 1 if one is broken.")
  static final class Check implements Callable<Integer> {
    @Mixin private final BooksOption books = new BooksOption();

    @Override
    public Integer call() throws SQLException {
      try (var connection = books.open()) {
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
