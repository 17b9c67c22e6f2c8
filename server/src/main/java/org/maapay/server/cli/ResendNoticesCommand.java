package org.maapay.server.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.maapay.notification.DeadNotices;
import org.maapay.notification.DeadNotices.Extent;
import org.maapay.notification.DeadNotices.Which;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maapay notices resend}: puts callbacks that were given up back into the schedule. */
@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    description = {
      "Puts callbacks that ended undelivered back into the schedule, due at once: the stored bytes,"
          + " signed anew when they are sent by the running server. What was accepted, or still"
          + " waits, is never touched. Exit 1 if the named callback or order has nothing to send.",
      "将未送达的通知重新放回投递计划并立即到期：报文保持原样，由运行中的服务发送时重新签名；" + "已被接受或仍在等待的通知不受影响。指定的通知或订单无可重发内容时退出码为 1。"
    })
final class ResendNoticesCommand implements Callable<Integer> {
  private static final int BATCH = 500;

  @Spec private CommandSpec spec;
  @Mixin private final BooksOption books = new BooksOption();
  @Mixin private final LanguageOption language = new LanguageOption();
  @Mixin private final SinceOption since = new SinceOption();

  @ArgGroup(multiplicity = "1")
  private MeantNotices meant;

  @Option(
      names = "--dry-run",
      description = {"Counts them and changes nothing.", "只统计，不作任何更改。"})
  private boolean dryRun;

  private final DeadNotices notices = new DeadNotices();

  @SuppressWarnings("NullAway.Init")
  ResendNoticesCommand() {}

  @Override
  public Integer call() throws SQLException {
    var which = meant.since(since.time());
    try (var connection = books.openToWrite()) {
      var extent = notices.extent(connection, which);
      if (extent.isEmpty()) {
        return nothing(connection, which);
      }
      if (dryRun) {
        say(
            extent.get().count() + " 条可重新投递；未作更改。",
            extent.get().count() + " would be sent again; nothing was changed.");
        return 0;
      }
      resend(connection, which, extent.get());
      return 0;
    }
  }

  /** A batch is a commit: whoever stops it in between has lost nothing and may run it again. */
  private void resend(Connection connection, Which which, Extent extent) throws SQLException {
    long done = 0;
    for (int put = BATCH; put == BATCH; ) {
      put = notices.resend(connection, which, extent.last(), Instant.now(), BATCH);
      done += put;
      if (put > 0 && extent.count() > BATCH) {
        say("已放回 " + done + " / " + extent.count(), "put back " + done + " of " + extent.count());
      }
    }
    say("共 " + done + " 条已放回投递计划。", done + " put back into the schedule.");
  }

  private int nothing(Connection connection, Which which) throws SQLException {
    if (!meant.isParticular()) {
      say("没有投递失败的通知。", "No callback ended undelivered.");
      return 0;
    }
    var states = notices.states(connection, new Which(which.id(), which.order(), null, null));
    if (states.isEmpty()) {
      say("没有该通知。", "There is no such callback.");
    } else if (states.contains("DEAD")) {
      say("该通知在 --since 之前终止。", "It was given up before --since.");
    } else if (states.contains("PENDING")) {
      say("仍在投递计划中，无需重发。", "It is in the schedule still: nothing to do.");
    } else {
      say("商户已接受，不再发送。", "The merchant accepted: it is not sent again.");
    }
    return 1;
  }

  private void say(String zh, String en) {
    spec.commandLine().getOut().println(language.text(zh, en));
  }
}
