package org.maapay.messaging;

/** The callback side of a wire family: judges a raw request and reads what it says. */
public interface Uplink {
  /** Never throws for what an outsider sent. May be called from any thread. */
  UplinkAnswer receive(UplinkRequest request);
}
