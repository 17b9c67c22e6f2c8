package org.maapay.simulator.smsc;

import org.maapay.messaging.Bytes;

/** Something that the centre brings to whoever is bound (deliver_sm), again until it is taken. */
sealed interface Delivery permits Receipt, HandsetText {
  /** The body of deliver_sm (4.6.1). */
  Bytes body();

  /** 1 for the first time it is brought. */
  int attempt();

  Delivery attempt(int number);
}
