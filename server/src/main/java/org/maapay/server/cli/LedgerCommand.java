package org.maapay.server.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.maapay.ledger.LedgerCheck;
import org.maapay.ledger.LedgerCheck.Finding;
import org.maapay.ledger.LedgerCheck.Progress;
import org.maapay.ledger.LedgerCheck.Rule;
import org.maapay.payment.PaymentCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
    @Spec private CommandSpec spec;
    @Mixin private final BooksOption books = new BooksOption();

    @SuppressWarnings("NullAway.Init")
    Check() {}

    @Override
    public Integer call() throws SQLException {
      var rules =
          Stream.concat(LedgerCheck.rules().stream(), PaymentCheck.rules().stream()).toList();
      try (var connection = books.open()) {
        var findings = LedgerCheck.check(connection, rules, new Shown(spec.commandLine().getOut()));
        return findings.stream().allMatch(finding -> finding.broken() == 0) ? 0 : 1;
      }
    }
  }

  /** Each promise as soon as it is known, and on a terminal which one is looked at. */
  private static final class Shown implements Progress {
    private static final Duration LONG = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final boolean isTerminal;

    Shown(PrintWriter out) {
      this.out = out;
      this.isTerminal =
          Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    @Override
    public void begins(Rule rule) {
      if (isTerminal) {
        System.err.print("...     " + rule.promises().getFirst() + "\r");
      }
    }

    @Override
    public void ended(List<Finding> findings, Duration took) {
      var time = took.compareTo(LONG) < 0 ? "" : " (%.1f s)".formatted(took.toMillis() / 1e3);
      for (var finding : findings) {
        boolean holds = finding.broken() == 0;
        out.println(
            (holds ? "ok      " : "BROKEN  ")
                + finding.promise()
                + (holds ? "" : ": " + finding.broken())
                + (finding.equals(findings.getLast()) ? time : ""));
      }
    }
  }
}
