package org.maapay.notification;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves facts to callbacks and callbacks to merchants: at once when woken by a commit, and every
 * moment anyway, for what other nodes left and what the schedule brings.
 */
public final class NoticeLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeLoop.class);
  private static final long IDLE_MILLIS = 200;

  private final NoticeRelay relay;
  private final NoticeSender sender;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  public NoticeLoop(NoticeRelay relay, NoticeSender sender) {
    this.relay = relay;
    this.sender = sender;
    sender.onRoom(this::wake);
    this.thread = Thread.ofPlatform().name("notices").daemon().start(this::loop);
  }

  /** Says that something was committed. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }

  private void loop() {
    while (!closed) {
      try {
        var moved = relay.runInto(sender) + sender.run();
        if (moved == 0 && wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.error("callbacks wait, and are tried again", e);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(IDLE_MILLIS * 5);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
