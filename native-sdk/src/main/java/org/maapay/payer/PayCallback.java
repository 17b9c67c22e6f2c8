package org.maapay.payer;

/** Told once how a payment ended; called from the payment's own thread. */
@FunctionalInterface
public interface PayCallback {
  void finished(PayResult result);
}
