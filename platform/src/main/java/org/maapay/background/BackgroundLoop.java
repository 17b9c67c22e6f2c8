package org.maapay.background;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does its work at once when the bell rings, and every moment anyway: for what other nodes left and
 * what the time brings. Work that fails is tried again after a pause.
 */
public final class BackgroundLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final IntSupplier work;
  private final Bell bell;
  private final Duration idle;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Sets it up; {@link #start} sets it going.
   *
   * @param name of its thread, and in the log
   * @param work returns how much it did; with 0 the loop waits for the bell
   * @param idle the longest it waits for the bell
   */
  public BackgroundLoop(String name, IntSupplier work, Bell bell, Duration idle) {
    this.work = work;
    this.bell = bell;
    this.idle = idle;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  /** Stops after the work under way, which is interrupted. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    while (!closed) {
      try {
        if (work.getAsInt() == 0) {
          bell.await(idle);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.error("{}: what waits is tried again", thread.getName(), e);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(AFTER_TROUBLE);
    } catch (InterruptedException e) {
      closed = true;
    }
  }
}
