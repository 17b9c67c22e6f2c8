package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.maapay.aggregate.Choices;
import org.maapay.card.Cards;
import org.maapay.database.Database;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.RefundOrderNo;
import org.maapay.keys.PinVault;
import org.maapay.ledger.Ledger;
import org.maapay.messaging.Dialogue;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.PhoneNumber;
import org.maapay.order.OrderState;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.payment.PaymentAttempts;
import org.maapay.refund.Refunds;
import org.maapay.user.Persons;
import org.maapay.user.Users;

/** Makes the words of a message, of what holds when it is sent. */
public final class Composer {
  private static final int BILL_DAYS = 7;
  private static final int BILLS = 10;

  private final Database database;
  private final Books books;
  private final Purse.Books purses;
  private final PinVault pins;
  private final Requests requests = new Requests();
  private final Speeches speeches = new Speeches();
  private final OrderCards cards;
  private final Choices choices;
  private final InstantSource clock;

  /** The stores it reads. */
  public record Books(
      Persons persons,
      Users users,
      Cards cards,
      Ledger ledger,
      PaymentOrders orders,
      PaymentAttempts attempts,
      Refunds refunds) {}

  public Composer(
      Database database,
      Books books,
      PinVault pins,
      Confirmations confirmations,
      Choices choices,
      InstantSource clock) {
    this.database = database;
    this.books = books;
    this.purses = new Purse.Books(books.users(), books.cards(), books.ledger());
    this.pins = pins;
    this.cards = new OrderCards(confirmations);
    this.choices = choices;
    this.clock = clock;
  }

  /** The message as it goes out; empty if what it was about is over. */
  Optional<Downlink> compose(Message message) {
    var mobile = database.read(tx -> books.persons().number(tx, message.person().index()));
    return said(message, mobile)
        .map(said ->
            new Downlink(
                message.id(),
                new PhoneNumber(mobile.digits()),
                dialogue(message),
                said.parts(),
                said.delivery()));
  }

  private static Dialogue dialogue(Message message) {
    var conversation = UUID.nameUUIDFromBytes(message.person().index());
    return new Dialogue(conversation.toString(), message.id(), null);
  }

  private Optional<Said> said(Message message, MobileNumber mobile) {
    var speech = speech(message);
    return switch (message.kind()) {
      case CONFIRM -> confirm(speech, message);
      case PAID -> Optional.of(paid(speech, order(message), mobile));
      case CLOSED -> Optional.of(cards.closed(speech, order(message)));
      case REFUNDED -> Optional.of(cards.refunded(speech, order(message), refunded(message)));
      case REFUND_FAILED ->
          Optional.of(cards.refundFailed(speech, order(message), refunded(message)));
      case WELCOME -> Optional.of(Answers.welcome(speech));
      case HELP -> Optional.of(Answers.help(speech));
      case SECRET -> Optional.of(Answers.secret(speech));
      case BALANCE -> Optional.of(personal(speech, mobile, Answers::balance));
      case CARDS -> Optional.of(personal(speech, mobile, Answers::cards));
      case BILLS -> Optional.of(personal(speech, mobile, this::bills));
      case PASSWORD ->
          Optional.of(
              personal(
                  speech,
                  mobile,
                  (how, purse) -> Answers.password(how, pins.standing(purse.user().id()))));
      case PENDING -> Optional.of(pending(speech, order(message)));
      case NOTHING_PENDING -> Optional.of(Answers.nothingPending(speech));
      case STANDING -> Optional.of(cards.standing(speech, order(message), clock.instant()));
      case TAP_UNKNOWN -> Optional.of(Answers.tapUnknown(speech));
      case TAP_FOREIGN -> Optional.of(Answers.tapForeign(speech));
      case TAP_OLD -> Optional.of(Answers.tapOld(speech));
      case REPORTED ->
          Optional.of(cards.reported(speech, order(message), generation(order(message))));
      case BLOCKED ->
          Optional.of(cards.blocked(speech, order(message), generation(order(message))));
      case UNBLOCKED -> Optional.of(cards.unblocked(speech, order(message)));
      case SMS_HELP -> Optional.of(cards.smsHelp(speech, order(message)));
      case TOO_FAST -> Optional.of(Answers.tooFast(speech));
      case ENOUGH_TODAY -> Optional.of(Answers.enoughToday(speech));
    };
  }

  private Speech speech(Message message) {
    return message.speech().orElseGet(() -> database.read(tx -> speeches.of(tx, message.person())));
  }

  private Said paid(Speech speech, PaymentOrder order, MobileNumber mobile) {
    return choices
        .name(order)
        .map(name -> cards.paid(speech, order, name))
        .orElseGet(() -> cards.paid(speech, order, purse(mobile)));
  }

  private Optional<Said> confirm(Speech speech, Message message) {
    var order = order(message);
    var detail = String.valueOf(message.detail());
    if (detail.startsWith(Message.OUTSIDE)) {
      return confirmOutside(speech, order, detail);
    }
    int generation = Integer.parseInt(detail);
    return isPayable(order) && generation == generation(order)
        ? Optional.of(cards.confirm(speech, order, generation, purse(order.wish().mobile())))
        : Optional.empty();
  }

  /**
   * The institution is asked for its page now: a link is worth money, and is kept nowhere. Empty if
   * the order does not wait there by that attempt.
   */
  private Optional<Said> confirmOutside(Speech speech, PaymentOrder order, String detail) {
    if (!waitsOutside(order, detail)) {
      return Optional.empty();
    }
    var name = choices.name(order).orElseThrow();
    var url = choices.payUrl(order);
    if (url.isPresent()) {
      return Optional.of(cards.confirmOutside(speech, order, generation(order), name, url.get()));
    }
    return waitsOutside(read(order.payOrderNo()), detail)
        ? Optional.of(cards.silentOutside(speech, order, name))
        : Optional.empty();
  }

  private boolean waitsOutside(PaymentOrder order, String detail) {
    return order.state() instanceof OrderState.Paying(var attempt)
        && detail.equals(Message.OUTSIDE + attempt.value())
        && choices.name(order).isPresent();
  }

  private Said pending(Speech speech, PaymentOrder order) {
    if (order.state() instanceof OrderState.Paying(var attempt)) {
      return confirmOutside(speech, order, Message.OUTSIDE + attempt.value())
          .orElseGet(() -> payable(speech, read(order.payOrderNo())));
    }
    return payable(speech, order);
  }

  private Said payable(Speech speech, PaymentOrder order) {
    return isPayable(order)
        ? cards.confirm(speech, order, generation(order), purse(order.wish().mobile()))
        : cards.standing(speech, order, clock.instant());
  }

  private boolean isPayable(PaymentOrder order) {
    return order.state() instanceof OrderState.Open && !order.isDue(clock.instant());
  }

  private Said personal(
      Speech speech, MobileNumber mobile, BiFunction<Speech, Purse, Said> answer) {
    return purse(mobile)
        .map(purse -> answer.apply(speech, purse))
        .orElseGet(() -> Answers.noAccount(speech));
  }

  private Said bills(Speech speech, Purse purse) {
    var from = new BusinessDay(BusinessDay.of(clock.instant()).date().minusDays(BILL_DAYS));
    return Answers.bills(speech, database.read(tx -> paid(tx, purse, from)), BILL_DAYS);
  }

  private List<PaymentOrder> paid(Connection tx, Purse purse, BusinessDay from)
      throws SQLException {
    var paid = new ArrayList<PaymentOrder>();
    for (PayOrderNo no : books.attempts().paidBy(tx, purse.user().id(), from, BILLS)) {
      books.orders().find(tx, no).ifPresent(paid::add);
    }
    return paid;
  }

  private Optional<Purse> purse(MobileNumber mobile) {
    return database.read(tx -> purses.of(tx, mobile));
  }

  private int generation(PaymentOrder order) {
    return database.read(tx -> requests.generation(tx, order.payOrderNo())).orElse(0);
  }

  private Money refunded(Message message) {
    var number = new RefundOrderNo(String.valueOf(message.detail()));
    return database.read(tx -> books.refunds().read(tx, number)).orElseThrow().amount();
  }

  private PaymentOrder order(Message message) {
    var no = message.order();
    if (no == null) {
      throw new IllegalStateException("a message of this kind is about an order: " + message.id());
    }
    return read(no);
  }

  private PaymentOrder read(PayOrderNo no) {
    return database.read(tx -> books.orders().find(tx, no)).orElseThrow();
  }
}
