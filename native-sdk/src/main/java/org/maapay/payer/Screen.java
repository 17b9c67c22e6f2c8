package org.maapay.payer;

/** Shows views; called from the payment's own thread. */
@FunctionalInterface
public interface Screen {
  void show(View view);
}
