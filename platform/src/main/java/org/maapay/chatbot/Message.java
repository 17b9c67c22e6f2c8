package org.maapay.chatbot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.PayOrderNo;

/**
 * A message to a user: what it is about. Its words are made when it is sent, of what holds then.
 *
 * @param id begins with the person's bucket and is derived from what the message is about, so that
 *     nothing is said twice
 * @param detail the generation of a card or its attempt outside, the number of a refund, or the
 *     language of an answer
 * @param validUntil when it is of no use any more
 */
record Message(
    String id,
    Person person,
    Kind kind,
    @Nullable PayOrderNo order,
    @Nullable String detail,
    Instant createdAt,
    Instant validUntil) {
  /** Begins the detail of a card whose order waits at an institution outside. */
  static final String OUTSIDE = "@";

  private static final Duration RESULT_LIFE = Duration.ofDays(1);
  private static final Duration ANSWER_LIFE = Duration.ofMinutes(10);

  /** What a message is about. The stored names are these. */
  enum Kind {
    /** The card on which a payer confirms (5.1.2-2). */
    CONFIRM,
    PAID,
    CLOSED,
    REFUNDED,
    REFUND_FAILED,
    WELCOME,
    BALANCE,
    BILLS,
    CARDS,
    PASSWORD,
    HELP,
    /** The card of an order that waits for its payer, once more. */
    PENDING,
    NOTHING_PENDING,
    /** Somebody wrote what looks like a password or card number. */
    SECRET,
    /** Where the order stands that a button was about. */
    STANDING,
    TAP_UNKNOWN,
    TAP_FOREIGN,
    TAP_OLD,
    /** The order was not his, and is closed. */
    REPORTED,
    BLOCKED,
    UNBLOCKED,
    /** Somebody wrote back to an SMS. */
    SMS_HELP,
    /** Somebody writes faster than anybody is answered. */
    TOO_FAST,
    /** Somebody wrote more today than anybody is answered. */
    ENOUGH_TODAY
  }

  /** A card for an order of that person that waits at an institution outside. */
  static Message outside(Person person, PayOrderNo order, int attempt, Instant now, Instant end) {
    var id = id(person, "o" + attempt + "-" + order.value());
    return new Message(id, person, Kind.CONFIRM, order, OUTSIDE + attempt, now, end);
  }

  /** A card of {@code generation} for an order of that person. */
  static Message card(Person person, PayOrderNo order, int generation, Instant now, Instant end) {
    var id = id(person, "c" + generation + "-" + order.value());
    return new Message(id, person, Kind.CONFIRM, order, Integer.toString(generation), now, end);
  }

  /** How something ended; {@code number} is that of the order or of its refund. */
  static Message result(Person person, Kind kind, PayOrderNo order, String number, Instant now) {
    var id = id(person, kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + number);
    return new Message(id, person, kind, order, number, now, now.plus(RESULT_LIFE));
  }

  /** An answer to the event with that key. */
  static Message answer(Person person, Answer answer, String eventKey, Instant now) {
    var id = id(person, "r-" + digest(eventKey));
    return new Message(
        id,
        person,
        answer.kind(),
        answer.order(),
        answer.speech().name(),
        now,
        now.plus(ANSWER_LIFE));
  }

  /** The answer to the same event, saying something else. */
  Message as(Kind instead, Speech speech) {
    return new Message(id, person, instead, null, speech.name(), createdAt, validUntil);
  }

  /** What is to be answered. */
  record Answer(Kind kind, @Nullable PayOrderNo order, Speech speech) {
    static Answer of(Kind kind, Speech speech) {
      return new Answer(kind, null, speech);
    }

    static Answer about(PayOrderNo order, Kind kind, Speech speech) {
      return new Answer(kind, order, speech);
    }
  }

  /** Where the message with {@code id} lives; empty if no message of ours has such an id. */
  static Optional<Bucket> bucketOf(String id) {
    if (!id.matches("(?:0\\d|10)\\d\\d-.{1,120}")) {
      return Optional.empty();
    }
    int value = Integer.parseInt(id, 0, 4, 10);
    return value < Bucket.COUNT ? Optional.of(new Bucket(value)) : Optional.empty();
  }

  /** The language of an answer; other messages are in whatever their person speaks by then. */
  Optional<Speech> speech() {
    return Arrays.stream(Speech.values()).filter(one -> one.name().equals(detail)).findFirst();
  }

  private static String id(Person person, String what) {
    return person.bucket().digits() + "-" + what;
  }

  private static String digest(String key) {
    try {
      var octets = key.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
