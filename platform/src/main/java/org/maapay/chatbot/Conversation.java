package org.maapay.chatbot;

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
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
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

  /** How old the request may be that somebody ends. */
  private static final Duration ENDED_WITHIN = Duration.ofDays(8);

  private final Database database;
  private final Persons persons;
  private final Messages messages = new Messages();
  private final Replies replies = new Replies();
  private final Speeches speeches = new Speeches();
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
        answer(event, user, Answer.of(Kind.HELP, speech(user)));
      }
      case DeliveryReported report -> reported(report);
      case SpamReported spam -> complained(spam);
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
      return Answer.of(Kind.SECRET, Speech.in(text).orElseGet(() -> speech(user)));
    }
    if (Ending.is(text)) {
      return ended(user, text);
    }
    var topic = Topic.of(text);
    var speech = spokenIn(user, text, topic.isPresent());
    return topic
        .map(one -> asked(user, one, speech))
        .orElseGet(() -> Answer.of(Kind.WELCOME, speech));
  }

  /** Who writes what is understood is spoken to in that language from now on. */
  private Speech spokenIn(MobileNumber user, String text, boolean understood) {
    var named = Speech.named(text);
    var written = named.or(() -> Speech.in(text));
    if (written.isEmpty()) {
      return speech(user);
    }
    if (named.isPresent() || understood) {
      choose(user, written.get());
    }
    return written.get();
  }

  private Speech speech(MobileNumber user) {
    var person = Person.of(persons.index(user));
    return database.read(tx -> speeches.of(tx, person));
  }

  private void choose(MobileNumber user, Speech speech) {
    if (speech(user) != speech) {
      var person = Person.of(persons.index(user));
      database.run(tx -> speeches.choose(tx, person, speech));
    }
  }

  /** An operator may pass on as words what was written back to an SMS of its own. */
  private Answer ended(MobileNumber user, String text) {
    var person = Person.of(persons.index(user));
    var after = clock.instant().minus(ENDED_WITHIN);
    return database.read(tx -> messages.latestCards(tx, person, after, 1)).stream()
        .findFirst()
        .flatMap(refusing::find)
        .map(order -> {
          refusing.block(order);
          return Answer.about(order.payOrderNo(), Kind.BLOCKED, endingSpeech(user, text));
        })
        .orElseGet(() -> Answer.of(Kind.WELCOME, endingSpeech(user, text)));
  }

  private Speech endingSpeech(MobileNumber user, String text) {
    return Ending.isEnglish(text) ? Speech.ENGLISH : speech(user);
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
                  .map(topic -> asked(user, topic, speech(user)))
                  .orElseGet(() -> Answer.of(Kind.HELP, speech(user))));
      case Buttons.SPEAK -> {
        choose(user, Speech.named(about).orElse(Speech.CHINESE));
        answer(event, user, Answer.of(Kind.WELCOME, speech(user)));
      }
      case Buttons.CONFIRM -> onOrder(event, about, own -> confirmed(own, isReply, speech(user)));
      case Buttons.CANCEL -> onOrder(event, about, own -> cancelled(own.order(), speech(user)));
      case Buttons.REPORT -> onOrder(event, about, own -> notHis(own.order(), speech(user)));
      case Buttons.BLOCK -> onOrder(event, about, own -> blocked(own.order(), speech(user)));
      default -> answer(event, user, Answer.of(Kind.TAP_UNKNOWN, speech(user)));
    }
  }

  private interface Deed {
    Optional<Answer> done(Tap.Own tap);
  }

  private void onOrder(FromUser event, String about, Deed deed) {
    var user = new MobileNumber(event.envelope().user().value());
    var answer =
        switch (confirmations.tapped(about, user)) {
          case Tap.Unknown _ -> Optional.of(Answer.of(Kind.TAP_UNKNOWN, speech(user)));
          case Tap.Foreign _ -> Optional.of(Answer.of(Kind.TAP_FOREIGN, speech(user)));
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

  private void reported(DeliveryReported report) {
    var id = report.messageId();
    var bucket = Message.bucketOf(id);
    if (bucket.isEmpty()) {
      return;
    }
    switch (report.state()) {
      case Station.DELIVERED, Station.DISPLAYED, Station.SMS_FALLBACK ->
          database.run(tx -> messages.delivered(tx, bucket.get(), id));
      case Failed(var why, _) -> {
        // The number has moved, or another handset is in use: the way is looked for again.
        if (why == Why.NO_TERMINAL || why == Why.NOT_CAPABLE) {
          var at = clock.instant().plus(ChatbotSender.pause(1));
          database.run(tx -> messages.again(tx, bucket.get(), id, at));
        }
      }
      case Station.SENT, Station.REVOKED, Station.REVOKE_FAILED -> {}
    }
  }

  /** How far the SMS came that took the place of the message with {@code id}. */
  public void smsReported(String id, DeliveryState state) {
    var bucket = Message.bucketOf(id);
    if (bucket.isEmpty()) {
      return;
    }
    switch (state) {
      case Station.SMS_FALLBACK, Station.DELIVERED, Station.DISPLAYED ->
          database.run(tx -> messages.delivered(tx, bucket.get(), id));
      case Failed(_, var code) -> {
        var now = clock.instant();
        database.run(tx -> messages.smsFailed(tx, bucket.get(), id, code, now));
      }
      case Station.SENT, Station.REVOKED, Station.REVOKE_FAILED -> {}
    }
  }

  /**
   * What a user wrote back to the SMS that took the place of the message with {@code id}: the words
   * that end it block the merchant it was about, all others do nothing and are answered once a day.
   */
  public void smsAnswered(PhoneNumber from, String words, String id) {
    var user = new MobileNumber(from.value());
    Message.bucketOf(id)
        .flatMap(bucket -> database.read(tx -> messages.orderOf(tx, bucket, id)))
        .flatMap(refusing::find)
        .ifPresent(order -> {
          if (Ending.is(words)) {
            refusing.block(order);
            var answer = Answer.about(order.payOrderNo(), Kind.BLOCKED, endingSpeech(user, words));
            answer("sms-end:" + order.payOrderNo().value(), user, answer);
          } else {
            helpedBySms(user, order);
          }
        });
  }

  private void helpedBySms(MobileNumber user, PaymentOrder order) {
    var person = Person.of(persons.index(user));
    var today = BusinessDay.of(clock.instant()).date();
    answer(
        "sms-help:" + person.hex() + ":" + today,
        user,
        Answer.about(order.payOrderNo(), Kind.SMS_HELP, speech(user)));
  }

  /** A complaint about a card stops its merchant's requests to that user. */
  private void complained(SpamReported spam) {
    for (var id : spam.messageIds()) {
      Message.bucketOf(id)
          .flatMap(bucket -> database.read(tx -> messages.orderOf(tx, bucket, id)))
          .flatMap(refusing::find)
          .ifPresent(order -> {
            refusing.report(order);
            refusing.block(order);
          });
    }
  }
}
