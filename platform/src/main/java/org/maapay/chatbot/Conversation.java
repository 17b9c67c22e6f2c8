package org.maapay.chatbot;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.background.Bell;
import org.maapay.chatbot.Confirmations.Tap;
import org.maapay.chatbot.Message.Answer;
import org.maapay.chatbot.Message.Kind;
import org.maapay.database.Database;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MobileNumber;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.routing.Routes;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.ActionTapped;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkEvent.FromUser;
import org.maapay.messaging.uplink.UplinkEvent.ReplyTapped;
import org.maapay.messaging.uplink.UplinkEvent.SpamReported;
import org.maapay.messaging.uplink.UplinkEvent.TextReceived;
import org.maapay.order.Closing;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.user.Persons;

/**
 * What the chatbot does when a user writes or taps, or an operator reports. Hearing an event again
 * has no second effect: what is answered is named by the event. Nothing heard here moves money.
 */
public final class Conversation {
  private static final Pattern SECRET = Pattern.compile("(?<!\\d)(?:\\d{6}|\\d{13,19})(?!\\d)");
  private static final Duration CARDS_KEPT = Duration.ofDays(1);
  private static final int CARDS_SEARCHED = 20;

  private final Database database;
  private final Persons persons;
  private final Messages messages = new Messages();
  private final Replies replies = new Replies();
  private final Languages languages;
  private final Endings endings;
  private final Reports reports;
  private final Confirmations confirmations;
  private final Refusing refusing;
  private final Routes routes;
  private final ReplyLimits limits;
  private final Bell bell;
  private final InstantSource clock;

  /**
   * @param refusing how an order is closed and a merchant blocked
   * @param routes learns from every event where its user is
   * @param limits how much anybody is answered
   */
  public Conversation(
      Database database,
      Persons persons,
      Confirmations confirmations,
      Refusing refusing,
      Routes routes,
      ReplyLimits limits,
      Bell bell,
      InstantSource clock) {
    this.database = database;
    this.persons = persons;
    this.confirmations = confirmations;
    this.refusing = refusing;
    this.routes = routes;
    this.limits = limits;
    this.bell = bell;
    this.clock = clock;
    this.languages = new Languages(database, persons);
    this.endings = new Endings(database, persons, refusing, languages, clock);
    this.reports = new Reports(database, refusing, clock);
  }

  /** Acts on an event; throws only if our own database fails, and then it may come again. */
  public void hear(UplinkEvent event) {
    routes.learn(event);
    switch (event) {
      case TextReceived(var envelope, var text) -> {
        var user = new MobileNumber(envelope.user().value());
        answer(event, user, written(user, text.strip()));
      }
      case ReplyTapped(_, var words, var postback) ->
          tapped((FromUser) event, postback == null ? words : postback, true);
      case ActionTapped(_, var words, var postback) ->
          tapped((FromUser) event, postback == null ? words : postback, false);
      case FromUser other -> {
        var user = new MobileNumber(other.envelope().user().value());
        answer(event, user, Answer.of(Kind.HELP, languages.of(user)));
      }
      case DeliveryReported report -> reports.reported(report);
      case SpamReported spam -> reports.complained(spam);
      case UplinkEvent.SubscriptionChanged _,
          UplinkEvent.Reviewed _,
          UplinkEvent.ProfileChanged _,
          UplinkEvent.UrlChecked _ -> {
        // They concern the chatbot's account, not what is said.
      }
    }
  }

  private Answer written(MobileNumber user, String text) {
    if (SECRET.matcher(text).find()) {
      return Answer.of(Kind.SECRET, Speech.in(text).orElseGet(() -> languages.of(user)));
    }
    if (Ending.is(text) || Ending.isUndone(text)) {
      return endings.ended(user, text);
    }
    var topic = Topic.of(text);
    var speech = languages.in(user, text, topic.isPresent());
    return topic
        .map(one -> asked(user, one, speech))
        .orElseGet(() -> Answer.of(Kind.WELCOME, speech));
  }

  private Answer asked(MobileNumber user, Topic topic, Speech speech) {
    return switch (topic) {
      case BALANCE -> Answer.of(Kind.BALANCE, speech);
      case BILLS -> Answer.of(Kind.BILLS, speech);
      case CARDS -> Answer.of(Kind.CARDS, speech);
      case PASSWORD -> Answer.of(Kind.PASSWORD, speech);
      case HELP -> Answer.of(Kind.HELP, speech);
      case PENDING -> pending(user, speech);
    };
  }

  private Answer pending(MobileNumber user, Speech speech) {
    var person = Person.of(persons.index(user));
    var after = clock.instant().minus(CARDS_KEPT);
    return database.read(tx -> messages.latestCards(tx, person, after, CARDS_SEARCHED)).stream()
        .filter(no -> refusing.find(no).filter(this::isPayable).isPresent())
        .findFirst()
        .map(no -> Answer.about(no, Kind.PENDING, speech))
        .orElseGet(() -> Answer.of(Kind.NOTHING_PENDING, speech));
  }

  private void tapped(FromUser event, String postback, boolean isReply) {
    var user = new MobileNumber(event.envelope().user().value());
    int colon = postback.indexOf(':');
    var about = postback.substring(colon + 1);
    switch (colon < 0 ? "" : postback.substring(0, colon)) {
      case Buttons.ASK ->
          answer(
              event,
              user,
              Topic.ofCode(about)
                  .map(topic -> asked(user, topic, languages.of(user)))
                  .orElseGet(() -> Answer.of(Kind.HELP, languages.of(user))));
      case Buttons.SPEAK -> {
        languages.choose(user, Speech.named(about).orElse(Speech.CHINESE));
        answer(event, user, Answer.of(Kind.WELCOME, languages.of(user)));
      }
      case Buttons.CONFIRM ->
          onOrder(event, about, own -> confirmed(own, isReply, languages.of(user)));
      case Buttons.CANCEL ->
          onOrder(event, about, own -> cancelled(own.order(), languages.of(user)));
      case Buttons.REPORT -> onOrder(event, about, own -> notHis(own.order(), languages.of(user)));
      case Buttons.UNBLOCK ->
          onOrder(event, about, own -> unblocked(own.order(), languages.of(user)));
      case Buttons.BLOCK -> onOrder(event, about, own -> blocked(own.order(), languages.of(user)));
      default -> answer(event, user, Answer.of(Kind.TAP_UNKNOWN, languages.of(user)));
    }
  }

  private interface Deed {
    Optional<Answer> done(Tap.Own tap);
  }

  private void onOrder(FromUser event, String about, Deed deed) {
    var user = new MobileNumber(event.envelope().user().value());
    var answer =
        switch (confirmations.tapped(about, user)) {
          case Tap.Unknown _ -> Optional.of(Answer.of(Kind.TAP_UNKNOWN, languages.of(user)));
          case Tap.Foreign _ -> Optional.of(Answer.of(Kind.TAP_FOREIGN, languages.of(user)));
          case Tap.Own own -> deed.done(own);
        };
    answer.ifPresent(said -> answer(event, user, said));
  }

  /**
   * The button opens the page by itself, and whoever opens it again gets another card: nothing is
   * to be said as long as the order can be paid. A reply with these words was made up by hand.
   */
  private Optional<Answer> confirmed(Tap.Own tap, boolean isReply, Speech speech) {
    var order = tap.order();
    if (!isPayable(order)) {
      return Optional.of(Answer.about(order.payOrderNo(), Kind.STANDING, speech));
    }
    if (!isReply) {
      return Optional.empty();
    }
    return Optional.of(
        tap.newest()
            ? Answer.about(order.payOrderNo(), Kind.PENDING, speech)
            : Answer.of(Kind.TAP_OLD, speech));
  }

  /** That it is closed is told by the fact of it, to whoever closed it. */
  private Optional<Answer> cancelled(PaymentOrder order, Speech speech) {
    if (order.state() instanceof OrderState.Closed) {
      return Optional.of(Answer.about(order.payOrderNo(), Kind.STANDING, speech));
    }
    return switch (refusing.close(order)) {
      case Closing.Closed _ -> Optional.empty();
      case Closing.Refused _, Closing.Missing _ ->
          Optional.of(Answer.about(order.payOrderNo(), Kind.STANDING, speech));
    };
  }

  private Optional<Answer> notHis(PaymentOrder order, Speech speech) {
    boolean closed = refusing.close(order) instanceof Closing.Closed;
    if (closed) {
      refusing.report(order);
    }
    return Optional.of(
        Answer.about(order.payOrderNo(), closed ? Kind.REPORTED : Kind.STANDING, speech));
  }

  private Optional<Answer> blocked(PaymentOrder order, Speech speech) {
    refusing.block(order);
    return Optional.of(Answer.about(order.payOrderNo(), Kind.BLOCKED, speech));
  }

  private Optional<Answer> unblocked(PaymentOrder order, Speech speech) {
    refusing.lift(order);
    return Optional.of(Answer.about(order.payOrderNo(), Kind.UNBLOCKED, speech));
  }

  private boolean isPayable(PaymentOrder order) {
    return (order.state() instanceof OrderState.Open && !order.isDue(clock.instant()))
        || refusing.waitsOutside(order);
  }

  private void answer(UplinkEvent event, MobileNumber user, Answer answer) {
    answer(event.key(), user, answer);
  }

  /** Whoever writes may be somebody nobody ever heard of. */
  private void answer(String key, MobileNumber user, Answer answer) {
    persons.remember(user);
    var person = Person.of(persons.index(user));
    Instant now = clock.instant();
    database.run(tx -> say(tx, Message.answer(person, answer, key, now), answer));
    bell.ring();
  }

  /** Says it unless it was said, or this person has had answers enough. */
  private void say(Connection tx, Message message, Answer answer) throws SQLException {
    if (messages.exists(tx, message)) {
      return;
    }
    switch (replies.count(tx, message.person(), limits, message.createdAt())) {
      case ANSWERED -> messages.add(tx, message);
      case MINUTE_USED -> messages.add(tx, message.as(Kind.TOO_FAST, answer.speech()));
      case DAY_USED -> messages.add(tx, message.as(Kind.ENOUGH_TODAY, answer.speech()));
      case SILENT -> {}
    }
  }

  /** How far the SMS came that took the place of the message with {@code id}. */
  public void smsReported(String id, DeliveryState state) {
    reports.smsReported(id, state);
  }

  /**
   * What a user wrote back to the SMS that took the place of the message with {@code id}: the words
   * that end it block the merchant it was about, or undo that; all others do nothing and are
   * answered once a day.
   */
  public void smsAnswered(PhoneNumber from, String words, String id) {
    var user = new MobileNumber(from.value());
    Message.bucketOf(id)
        .flatMap(bucket -> database.read(tx -> messages.orderOf(tx, bucket, id)))
        .flatMap(refusing::find)
        .ifPresent(order -> {
          if (Ending.is(words) || Ending.isUndone(words)) {
            var answer = endings.ended(user, order, words);
            answer(smsKey(answer, clock.instant().truncatedTo(MINUTES)), user, answer);
          } else {
            helpedBySms(user, order);
          }
        });
  }

  /** SMS has no ids: the same in the same minute is a copy. */
  private static String smsKey(Answer answer, Instant minute) {
    return "sms:%s:%s:%s".formatted(answer.kind(), answer.order(), minute);
  }

  private void helpedBySms(MobileNumber user, PaymentOrder order) {
    var person = Person.of(persons.index(user));
    var today = BusinessDay.of(clock.instant()).date();
    answer(
        "sms-help:" + person.hex() + ":" + today,
        user,
        Answer.about(order.payOrderNo(), Kind.SMS_HELP, languages.of(user)));
  }
}
