package org.maapay.payer;

import java.util.Set;

/** What the shell around the SDK brings: an Android activity, a simulator, a test. */
public interface Host {
  Institution institution();

  /** Where views are shown. */
  Screen screen();

  /** The way to the institution. */
  Wire wire();

  /** The device's key store and what unlocks it. */
  Biometrics biometrics();

  /** Keeps two names across payments, and nothing else (6.5-1). */
  Store store();

  /** What is suspicious about this device, looked at when a payment begins (6.5-5). */
  Set<RiskSign> riskSigns();

  /** What the user recognises this device by, at most 32 characters. */
  String deviceLabel();

  /** Waits; a test need not. */
  default void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
