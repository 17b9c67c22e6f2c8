package org.maapay.payer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A payment that runs: what the user does on the screen is handed in here, from whatever thread.
 * Everything happens on one thread of the payment's own.
 */
public final class Payment implements AutoCloseable {
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "maapay-payment");
        thread.setDaemon(true);
        return thread;
      });
  private final Flow flow;

  private Payment(Flow flow) {
    this.flow = flow;
  }

  static Payment begin(Host host, String sdkToken, PayCallback callback) {
    var payment = new Payment(new Flow(host, sdkToken, callback));
    payment.run(Flow::open);
    return payment;
  }

  /** The user chose a way to pay. */
  public void choose(String methodId) {
    run(flow -> flow.choose(methodId));
  }

  /**
   * The user said that it is not his order.
   *
   * @param block whether he wants no more requests of its merchant
   */
  public void refuse(boolean block) {
    run(flow -> flow.refuse(block));
  }

  /** The user wants to type his password. */
  public void askPassword() {
    run(Flow::askPassword);
  }

  /** The user wants to confirm by finger or face. */
  public void askDevice() {
    run(Flow::askDevice);
  }

  /** A cell of the keypad was pressed, 0 to 9 in the order of the picture. */
  public void press(int cell) {
    run(flow -> flow.press(cell));
  }

  /** The last press is taken back. */
  public void erase() {
    run(Flow::erase);
  }

  /** Whether finger or face shall do the next time. */
  public void enrol(boolean wanted) {
    run(flow -> flow.enrol(wanted));
  }

  /** Asks once more, after nobody answered. */
  public void retry() {
    run(Flow::retry);
  }

  /** The screen went out of sight. */
  public void hidden() {
    run(Flow::hidden);
  }

  /** The user goes back, or leaves. */
  public void leave() {
    run(Flow::close);
  }

  /** The shell is gone: wipes what is there. The callback is not called any more. */
  @Override
  public void close() {
    run(Flow::wipe);
    worker.shutdown();
  }

  private void run(Consumer<Flow> step) {
    try {
      worker.execute(() -> {
        try {
          step.accept(flow);
        } finally {
          if (flow.isFinished()) {
            worker.shutdown();
          }
        }
      });
    } catch (RejectedExecutionException over) {
      // The payment has ended; a late tap changes nothing.
    }
  }
}
