package org.maapay.server;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.maapay.database.Months;
import org.maapay.edge.http.Nonces;
import org.maapay.kernel.BusinessDay;
import org.maapay.order.Orders;

/** The scheduled work, done by one node at a time. */
final class Jobs implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST = 500;

  private final Scheduler scheduler;

  /** What others leave behind, to be forgotten. */
  record Leftovers(Nonces nonces, Messaging messaging) {}

  Jobs(DataSource source, Platform platform, Leftovers leftovers, InstantSource clock) {
    this.scheduler =
        Scheduler.create(source)
            .startTasks(
                every("close-due-orders", () -> closeDue(platform, clock)),
                every("expire-unsigned-mandates", () -> expireMandates(platform, clock)),
                every("settle-mandates", () -> settleMandates(platform)),
                every("expire-holds", platform.holdExpiry()::run),
                every("settle-mandate-uses", platform.passwordFree()::settle),
                every("ask-about-payments", platform.resolver()::run),
                every("ask-about-refunds", platform.refunds()::resolve),
                every("ask-about-returns", platform.contradictions()::resolve),
                every("ask-by-chatbot", platform.chatbot()::catchUp),
                every("bring-second-legs", platform.outcomes().arrivals()::run),
                Tasks.recurring("make-months", FixedDelay.of(Duration.ofHours(6)))
                    .execute((_, _) -> makeMonths(platform, clock)),
                Tasks.recurring("check-reserve", FixedDelay.of(Duration.ofMinutes(10)))
                    .execute((_, _) -> platform.reserveWatch().run()),
                Tasks.recurring("forget-nonces", FixedDelay.of(Duration.ofMinutes(5)))
                    .execute((_, _) -> leftovers.nonces().purge()),
                Tasks.recurring("forget-operators-calls", FixedDelay.of(Duration.ofMinutes(5)))
                    .execute((_, _) -> leftovers.messaging().purge()),
                Tasks.recurring("forget-chatbot-messages", FixedDelay.of(Duration.ofHours(1)))
                    .execute((_, _) -> platform.chatbot().purge()),
                Tasks.recurring("forget-request-counts", FixedDelay.of(Duration.ofHours(1)))
                    .execute((_, _) -> platform.requests().purge()),
                Tasks.recurring("forget-keypads", FixedDelay.of(Duration.ofMinutes(5)))
                    .execute((_, _) -> platform.keypads().purge()),
                Tasks.recurring("forget-challenges", FixedDelay.of(Duration.ofMinutes(5)))
                    .execute((_, _) -> platform.devices().purge()))
            .pollingInterval(POLL)
            .threads(3)
            .build();
  }

  /** Begins; what was due while nobody ran is done first. */
  void start() {
    scheduler.start();
  }

  @Override
  public void close() {
    scheduler.stop();
  }

  private static void makeMonths(Platform platform, InstantSource clock) {
    var today = BusinessDay.of(clock.instant()).date();
    platform.database().run(tx -> Months.make(tx, today));
  }

  private static int closeDue(Platform platform, InstantSource clock) {
    Orders orders = platform.orders();
    var now = clock.instant();
    var due = platform.database().read(tx -> platform.stored().due(tx, now, MOST));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) { // They share commits.
      due.forEach(no -> threads.execute(() -> orders.close(no)));
    }
    return due.size();
  }

  private static int expireMandates(Platform platform, InstantSource clock) {
    var now = clock.instant();
    var due = platform.database().read(tx -> platform.mandates().due(tx, now, MOST));
    due.forEach(platform.mandates()::expire);
    return due.size();
  }

  private static int settleMandates(Platform platform) {
    var left = platform.database().read(tx -> platform.mandates().unsettled(tx, MOST));
    left.forEach(platform.mandates()::settle);
    return left.size();
  }

  private static RecurringTask<Void> every(String name, Runnable work) {
    return Tasks.recurring(name, FixedDelay.of(POLL)).execute((_, _) -> work.run());
  }
}
