package org.maapay.payer;

/** An institution's SDK, as a messaging client raises it (5.1.3-5). */
public interface PaySdk {
  /** The institution whose cashier's addresses it takes. */
  Institution institution();

  /** Raises the SDK's own screen; the SDK shows the result itself (B-3). */
  void pay(String sdkToken, PayCallback callback);
}
