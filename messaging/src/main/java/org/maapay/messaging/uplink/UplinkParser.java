package org.maapay.messaging.uplink;

/**
 * How one operator's callbacks are judged and read. It remembers no event: {@link Uplinks} does,
 * for all operators alike.
 */
public interface UplinkParser {
  /** Never throws for what an outsider sent; may be called from any thread. */
  UplinkAnswer parse(UplinkRequest request);
}
