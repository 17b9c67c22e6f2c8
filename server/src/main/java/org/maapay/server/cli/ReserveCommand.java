package org.maapay.server.cli;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.maapay.ledger.statement.ReserveCheck;
import org.maapay.ledger.statement.ReserveChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code maapay ledger reserve}: what the daily look at the reserve found last. */
@Command(
    name = "reserve",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the latest daily check that what users, merchants and the platform own lies at the"
          + " bank; exit 1 if it differs or nobody has looked yet.",
      "显示最近一次备付金日终核对：用户、商户与平台的资金之和应等于备付金；不一致或尚未核对时退出码为 1。"
    })
final class ReserveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final BooksOption books = new BooksOption();
  @Mixin private final LanguageOption language = new LanguageOption();

  @SuppressWarnings("NullAway.Init")
  ReserveCommand() {}

  @Override
  public Integer call() throws SQLException {
    var out = spec.commandLine().getOut();
    try (var tx = books.open()) {
      var last = new ReserveChecks().last(tx);
      if (last.isEmpty()) {
        out.println(language.text("尚未核对。", "Nobody has looked yet."));
        return 1;
      }
      show(last.get(), out);
      return last.get().holds() ? 0 : 1;
    }
  }

  private void show(ReserveCheck found, PrintWriter out) {
    out.println(language.text("核对时间 ", "checked at ") + BooksTime.show(found.at()));
    found.balances().forEach((kind, balance) -> out.printf("%16s  %s%n", balance, kind));
    out.println(
        language.text("应有 ", "owned ")
            + found.owned()
            + language.text("，备付金 ", ", at the bank ")
            + found.reserve());
    out.println(
        found.holds()
            ? language.text("一致", "They are the same.")
            : language.text("不一致，差额 ", "They DIFFER by ") + found.difference());
  }
}
