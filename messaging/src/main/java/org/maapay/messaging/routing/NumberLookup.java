package org.maapay.messaging.routing;

import java.util.Optional;
import org.maapay.messaging.PhoneNumber;

/**
 * Somebody who knows which operator serves a number now, such as the data base of ported numbers.
 * Prefixes don't tell: numbers move between operators.
 */
@FunctionalInterface
public interface NumberLookup {
  /** Knows nothing: uplinks alone tell. */
  NumberLookup NONE = _ -> Optional.empty();

  /** The operator's short name; empty if nobody knows. May block, must not throw. */
  Optional<String> operatorOf(PhoneNumber user);

  /**
   * What was remembered of {@code user} is doubted: an operator says that it does not serve him.
   */
  default void forget(PhoneNumber user) {}
}
