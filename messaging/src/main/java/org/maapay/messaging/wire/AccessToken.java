package org.maapay.messaging.wire;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What proves a chatbot to the operator for two hours.
 *
 * @param serverRoot where the operator wants the next calls; null for the same place
 */
public record AccessToken(String value, Instant expires, @Nullable URI serverRoot) {
  @Override
  public String toString() {
    return "AccessToken[until " + expires + "]";
  }
}
