package org.maapay.server.cli;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maapay.notification.DeadNotices;
import org.maapay.notification.DeadNotices.After;
import org.maapay.notification.DeadNotices.Dead;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code maapay notices …}: the callbacks to merchants that were given up. */
@Command(
    name = "notices",
    mixinStandardHelpOptions = true,
    description = {
      "Shows callbacks that ended undelivered, and sends them again.",
      "查看投递失败的通知（死信），并重新投递。"
    },
    subcommands = {NoticesCommand.ListDead.class, ResendNoticesCommand.class})
final class NoticesCommand {
  /** {@code maapay notices dead}. */
  @Command(
      name = "dead",
      mixinStandardHelpOptions = true,
      description = {
        "Lists callbacks that no attempt of the schedule delivered, oldest end first; of the URL the"
            + " host alone is shown.",
        "列出重试用尽仍未送达的通知，按终止时间排序；地址只显示主机名。"
      })
  static final class ListDead implements Callable<Integer> {
    private static final int PAGE = 500;
    private static final int MOST_OF_ANSWER = 80;

    @Spec private CommandSpec spec;
    @Mixin private final BooksOption books = new BooksOption();
    @Mixin private final LanguageOption language = new LanguageOption();
    @Mixin private final SinceOption since = new SinceOption();

    @ArgGroup private MeantNotices meant = MeantNotices.everybodys();

    private final DeadNotices notices = new DeadNotices();

    @SuppressWarnings("NullAway.Init")
    ListDead() {}

    @Override
    public Integer call() throws SQLException {
      var out = spec.commandLine().getOut();
      var which = meant.since(since.time());
      long count = 0;
      try (var tx = books.open()) {
        @Nullable After after = null;
        do {
          var page = notices.list(tx, which, after, PAGE);
          page.forEach(dead -> show(dead, out));
          count += page.size();
          after = page.size() < PAGE ? null : page.getLast().key();
        } while (after != null);
      }
      out.println(
          count == 0
              ? language.text("没有投递失败的通知。", "No callback ended undelivered.")
              : language.text("共 " + count + " 条未送达", count + " undelivered"));
      return 0;
    }

    private void show(Dead dead, PrintWriter out) {
      out.printf(
          "%s  %s  %s  %-16s %s  %s  %s  %s%n",
          BooksTime.show(dead.endedAt()),
          dead.merchant().value(),
          dead.order().value(),
          dead.kind(),
          dead.host(),
          language.text("已投递 " + dead.attempts() + " 次", "attempts " + dead.attempts()),
          answer(dead),
          dead.id());
    }

    /** What a stranger's server answered must not speak to the terminal. */
    private static String answer(Dead dead) {
      var plain = dead.answer().replaceAll("\\p{C}+|\\s+", " ").strip();
      var cut = plain.length() <= MOST_OF_ANSWER ? plain : plain.substring(0, MOST_OF_ANSWER) + "…";
      return (dead.status() == null ? "" : dead.status() + " ") + "\"" + cut + "\"";
    }
  }
}
