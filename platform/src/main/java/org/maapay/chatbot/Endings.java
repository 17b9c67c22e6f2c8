package org.maapay.chatbot;

import java.time.Duration;
import java.time.InstantSource;
import org.maapay.chatbot.Message.Answer;
import org.maapay.chatbot.Message.Kind;
import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.order.PaymentOrder;
import org.maapay.user.Persons;

/** What is done when somebody ends a merchant's requests by a word, or takes that back. */
final class Endings {
  /** How old the request may be that somebody ends. */
  private static final Duration ENDED_WITHIN = Duration.ofDays(8);

  private final Database database;
  private final Persons persons;
  private final Refusing refusing;
  private final Languages languages;
  private final InstantSource clock;
  private final Messages messages = new Messages();

  Endings(
      Database database,
      Persons persons,
      Refusing refusing,
      Languages languages,
      InstantSource clock) {
    this.database = database;
    this.persons = persons;
    this.refusing = refusing;
    this.languages = languages;
    this.clock = clock;
  }

  /** An operator may pass on as words what was written back to an SMS of its own. */
  Answer ended(MobileNumber user, String text) {
    var person = Person.of(persons.index(user));
    var after = clock.instant().minus(ENDED_WITHIN);
    return database.read(tx -> messages.latestCards(tx, person, after, 1)).stream()
        .findFirst()
        .flatMap(refusing::find)
        .map(order -> ended(user, order, text))
        .orElseGet(() -> Answer.of(Kind.WELCOME, endingSpeech(user, text)));
  }

  /** The merchant of {@code order} is blocked, or is so no longer. */
  Answer ended(MobileNumber user, PaymentOrder order, String text) {
    boolean undone = Ending.isUndone(text);
    if (undone) {
      refusing.lift(order);
    } else {
      refusing.block(order);
    }
    return Answer.about(
        order.payOrderNo(), undone ? Kind.UNBLOCKED : Kind.BLOCKED, endingSpeech(user, text));
  }

  private Speech endingSpeech(MobileNumber user, String text) {
    return Ending.isEnglish(text) ? Speech.ENGLISH : languages.of(user);
  }
}
