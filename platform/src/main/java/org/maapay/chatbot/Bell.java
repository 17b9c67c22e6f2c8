package org.maapay.chatbot;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Says to the sender that a message waits; ringing twice is as good as once. */
public final class Bell {
  private final Semaphore rung = new Semaphore(0);

  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  void await(long millis) throws InterruptedException {
    if (rung.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
