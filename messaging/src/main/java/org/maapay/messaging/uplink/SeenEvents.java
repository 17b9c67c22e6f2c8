package org.maapay.messaging.uplink;

import java.time.Instant;

/**
 * The events that were handled, by {@link UplinkEvent#key}. A host that can claim keys in the
 * transaction in which an event has its effect should do that, and give the parser {@link #NONE}:
 * then an event is neither lost nor doubled when the process dies between the two. Others call
 * {@link Uplink#receive(UplinkRequest, Uplink.Handler)}, which gives a key back when handling
 * fails.
 */
@FunctionalInterface
public interface SeenEvents {
  /** Knows nothing: every copy passes. */
  SeenEvents NONE = (_, _) -> true;

  /** Remembers {@code key} for at least some days; true if it was not known. */
  boolean claim(String key, Instant at);

  /** Forgets {@code key}: its event had no effect, so the operator's next copy must pass. */
  default void release(String key) {}
}
