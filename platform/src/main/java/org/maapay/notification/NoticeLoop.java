package org.maapay.notification;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.maapay.background.BackgroundLoop;
import org.maapay.background.Bell;
import org.maapay.database.Gathering;

/**
 * Keeps callbacks on their way. New facts become callbacks and are sent from where they were
 * stored. Callbacks themselves are looked for when there is reason to: some were stored that are
 * not on their way, a merchant's line has room again, somebody says so, and every moment anyway for
 * what other nodes left and what is to be sent again.
 */
public final class NoticeLoop implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMillis(200);

  /** What comes within it shares a commit; nobody waits for a callback as for an answer. */
  private static final Gathering GATHERING = Gathering.of(Duration.ofMillis(10));

  /** After a look that found no facts. */
  private static final Duration REST = Duration.ofMillis(50);

  private final NoticeRelay relay;
  private final NoticeSender sender;
  private final Bell bell;
  private final BackgroundLoop loop;
  private final AtomicBoolean asked = new AtomicBoolean(true);
  private long lookedAt = System.nanoTime();
  private long foundNothingAt = System.nanoTime() - REST.toNanos();

  /**
   * Sets it up; {@link #start} sets it going.
   *
   * @param bell rung when there are new facts, and by {@code sender}
   */
  public NoticeLoop(NoticeRelay relay, NoticeSender sender, Bell bell) {
    this.relay = relay;
    this.sender = sender;
    this.bell = bell;
    this.loop = new BackgroundLoop("notices", this::run, bell, IDLE);
  }

  public void start() {
    loop.start();
  }

  /** Has callbacks leave that became due by what somebody else wrote. */
  public void look() {
    asked.set(true);
    bell.ring();
  }

  /** Stops after the work under way. */
  @Override
  public void close() {
    loop.close();
  }

  /** One round; returns how much it did. */
  int run() {
    rest();
    var relayed = relay.runInto(sender);
    foundNothingAt = relayed.facts() == 0 ? System.nanoTime() : System.nanoTime() - REST.toNanos();
    boolean look = asked.getAndSet(false) || relayed.left() || sender.isHungry() || isLongAgo();
    int taken = look ? taken() : 0;
    gather(relayed.facts());
    return relayed.facts() + taken;
  }

  /** Most of what rings is told by whoever stored it: there may be nothing for a while. */
  private void rest() {
    pause(REST.toNanos() - (System.nanoTime() - foundNothingAt));
  }

  private int taken() {
    lookedAt = System.nanoTime();
    int taken = sender.run();
    if (taken > 0) {
      asked.set(true); // There may be more.
    }
    return taken;
  }

  private boolean isLongAgo() {
    return System.nanoTime() - lookedAt >= IDLE.toNanos();
  }

  private static void gather(int facts) {
    try {
      GATHERING.after(facts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
