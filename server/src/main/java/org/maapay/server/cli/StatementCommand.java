package org.maapay.server.cli;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.statement.LineKey;
import org.maapay.ledger.statement.Period;
import org.maapay.ledger.statement.Statement;
import org.maapay.ledger.statement.Statement.Stated;
import org.maapay.ledger.statement.StatementLine;
import org.maapay.ledger.statement.Statements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maapay ledger statement}: how an account stood, and what came and went. */
@Command(
    name = "statement",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the balance of an account at a moment, or all entries of a period with the balances"
          + " before and after. A day or time without an offset is meant in Shanghai.",
      "查询账户在某一时刻的余额，或某一时段的期初、期末余额与全部明细；未带时区的时间按北京时间。"
    })
final class StatementCommand implements Callable<Integer> {
  private static final int PAGE = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private final BooksOption books = new BooksOption();
  @Mixin private final LanguageOption language = new LanguageOption();

  @Parameters(
      paramLabel = "ACCOUNT",
      description = {"The account's number, as transfers carry it.", "账户号。"})
  private long account;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = BooksTime.class,
      description = {"The balance before this moment; by default now.", "该时刻之前的余额，默认为当前。"})
  private @Nullable Instant at;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = BooksTime.class,
      description = {"Beginning of the period, included.", "时段起点（含）。"})
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = BooksTime.class,
      description = {"End of the period, not included; by default now.", "时段终点（不含），默认为当前。"})
  private @Nullable Instant to;

  private final Statements statements = new Statements();

  @SuppressWarnings("NullAway.Init")
  StatementCommand() {}

  @Override
  public Integer call() throws SQLException {
    if (at != null && (from != null || to != null)) {
      throw new ParameterException(spec.commandLine(), "Give --at or a period, not both.");
    }
    if (to != null && from == null) {
      throw new ParameterException(spec.commandLine(), "A period has a beginning: --from.");
    }
    try (var tx = books.open()) {
      return show(tx, new AccountId(account));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The sandbox may have moved the books' clock ahead of the machine's. */
  private Instant now(Connection tx, AccountId id) throws SQLException {
    var machine = Instant.now();
    var latest = statements.latest(tx, id).map(it -> it.plusMillis(1)).orElse(machine);
    return latest.isAfter(machine) ? latest : machine;
  }

  private int show(Connection tx, AccountId id) throws SQLException {
    var now = now(tx, id);
    var end = at != null ? at : to != null ? to : now;
    var period = new Period(from == null ? end : from, end);
    var out = spec.commandLine().getOut();
    return switch (statements.of(tx, id, period, now)) {
      case Statement.Missing _ -> {
        out.println(
            language.text("没有该账户，或该账户不出对账单。", "There is no such account, or it has no statement."));
        yield 1;
      }
      case Statement.Ahead _ -> {
        out.println(language.text("该时刻尚未到来。", "That moment is still to come."));
        yield 1;
      }
      case Stated stated -> {
        show(tx, stated, out);
        yield 0;
      }
    };
  }

  private void show(Connection tx, Stated stated, PrintWriter out) throws SQLException {
    out.println(language.text("账户 ", "account ") + stated.account().value() + "  " + stated.kind());
    if (from != null) {
      row(out, stated.period().from(), stated.opening(), language.text("期初余额", "opening balance"));
      lines(tx, stated, out);
      out.println(
          language.text("收入 ", "in ")
              + stated.in()
              + language.text("  支出 ", "  out ")
              + stated.out());
    }
    row(out, stated.period().to(), stated.closing(), language.text("余额", "balance"));
    out.println(
        language.text("其中冻结 ", "held ")
            + stated.held()
            + language.text("，可用 ", ", free ")
            + stated.free());
  }

  private void lines(Connection tx, Stated stated, PrintWriter out) throws SQLException {
    var balance = stated.opening();
    @Nullable LineKey after = null;
    do {
      var page = statements.lines(tx, stated.account(), stated.period(), after, PAGE);
      for (StatementLine line : page) {
        balance = balance.plus(line.change());
        out.printf(
            "%s %14s %14s  %-16s %s%n",
            BooksTime.show(line.at()),
            signed(line.change()),
            balance,
            line.purpose(),
            line.subject());
      }
      after = page.size() < PAGE ? null : page.getLast().key();
    } while (after != null);
  }

  private static String signed(Money change) {
    return (change.fen() > 0 ? "+" : "") + change;
  }

  private static void row(PrintWriter out, Instant at, Money balance, String what) {
    out.printf("%s %14s %14s  %s%n", BooksTime.show(at), "", balance, what);
  }
}
