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
   * @param why in words that hold for every operator
   * @param code the operator's own; may be empty
   */
  record Failed(Why why, String code) implements DeliveryState {}

  /** Why a message won't arrive. */
  enum Why {
    /** The operator serves no such number: it may have moved to another. */
    NO_TERMINAL,
    /** The handset takes no 5G messages. */
    NOT_CAPABLE,
    /** The handset was off, and the message was not to wait or waited too long. */
    OFFLINE,
    /** The handset or its user refused it. */
    REJECTED,
    /** The operator does not carry such content. */
    FORBIDDEN_CONTENT,
    /** The content is not to specification. */
    CONTENT,
    /** The operator did not say, or not so that we know. */
    UNKNOWN
  }

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
