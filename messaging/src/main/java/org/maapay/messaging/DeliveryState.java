package org.maapay.messaging;

/**
 * How far a message came. Reports arrive late, twice and out of order; {@link #follows} says
 * whether one tells something new.
 */
public sealed interface DeliveryState {
  /** The stations without further data. */
  enum Station implements DeliveryState {
    /** The operator sent it on. */
    SENT,
    /** It is on the handset. */
    DELIVERED,
    /** Its user has seen it. */
    DISPLAYED,
    /** The handset got the SMS text instead. */
    SMS_FALLBACK,
    /** It was taken back before it was delivered. */
    REVOKED,
    /** It could not be taken back; it may be on the handset. */
    REVOKE_FAILED
  }

  /**
   * It won't arrive.
   *
   * @param code the operator's: 1 no such terminal, 2 none for 5G messages, 3 content not legal, 4
   *     offline, 5 refused by the terminal, 6 content not to specification
   */
  record Failed(int code) implements DeliveryState {}

  /** True if this comes after {@code earlier}, so that it replaces it. */
  default boolean follows(DeliveryState earlier) {
    return rank() > earlier.rank();
  }

  /** The name to store: it outlives class names. */
  default String storedName() {
    return switch (this) {
      case Station station -> station.name();
      case Failed _ -> "FAILED";
    };
  }

  private int rank() {
    return switch (this) {
      case Station.SENT -> 0;
      case Station.REVOKE_FAILED -> 1;
      // A message that was said to have failed and then arrived has arrived.
      case Failed _ -> 2;
      case Station.SMS_FALLBACK, Station.REVOKED -> 3;
      case Station.DELIVERED -> 4;
      case Station.DISPLAYED -> 5;
    };
  }
}
