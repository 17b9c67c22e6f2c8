package org.maapay.simulator.merchant;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to what nobody told us about: unpaid orders, lost callbacks, messages that an operator did
 * not take, and whatever a crash left half done.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  private final ShopOrders orders;
  private final Checkout checkout;
  private final RefundDesk refunds;
  private final Thread thread;

  Watch(ShopOrders orders, Checkout checkout, RefundDesk refunds) {
    this.orders = orders;
    this.checkout = checkout;
    this.refunds = refunds;
    this.thread = Thread.ofVirtual().name("shop-watch").unstarted(this::run);
  }

  Watch start() {
    thread.start();
    return this;
  }

  /** Looks once. */
  void look() {
    orders.due().forEach(checkout::look);
    refunds.due().forEach(refunds::look);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
      } catch (IllegalStateException failure) {
        LOG.warn("the shop will look again: {}", failure.getMessage());
      }
      try {
        Thread.sleep(PACE);
      } catch (InterruptedException _) {
        return;
      }
    }
  }
}
