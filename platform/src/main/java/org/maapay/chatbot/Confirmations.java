package org.maapay.chatbot;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.PayOrderNo;
import org.maapay.keys.PageReferences;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.TransactionType;

/**
 * What stands behind the buttons of a confirmation card. The link opens the institution's page once
 * and is followed by the next card's; a tap names the order for as long as it lives. Either holds a
 * mark that only the vault can derive and that binds it to the payer's number; the tap's, which
 * comes back through the operator in clear, opens no page.
 */
public final class Confirmations {
  private static final Pattern REFERENCE =
      Pattern.compile("(0|[1-9]\\d{0,2})\\.([A-Za-z0-9_-]{22})");
  private static final Pattern TAP =
      Pattern.compile("(\\d{31})\\.(0|[1-9]\\d{0,2})\\.([A-Za-z0-9_-]{22})");

  private final Database database;
  private final PaymentOrders orders;
  private final Requests requests = new Requests();
  private final PageReferences marks;
  private final String cashierOrigin;
  private final InstantSource clock;

  public Confirmations(
      Database database,
      PaymentOrders orders,
      PageReferences marks,
      String cashierOrigin,
      InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.marks = marks;
    this.cashierOrigin = cashierOrigin;
    this.clock = clock;
  }

  /** What a tap is about. */
  sealed interface Tap {
    /** Made up by somebody. */
    record Unknown() implements Tap {}

    /** A button of another user's card. */
    record Foreign() implements Tap {}

    /** A button of the user's own; {@code newest} unless a later card replaced it. */
    record Own(PaymentOrder order, boolean newest) implements Tap {}
  }

  /** The link of the card that is good now; empty if the payer was not asked yet. */
  public Optional<String> link(PaymentOrder order) {
    var no = order.payOrderNo();
    var generation = database.read(tx -> requests.generation(tx, no));
    return generation.isPresent()
        ? Optional.of(link(order, generation.getAsInt()))
        : Optional.empty();
  }

  String link(PaymentOrder order, int generation) {
    var no = order.payOrderNo().value();
    return "%s/pay/%s?t=%d.%s&view=confirm"
        .formatted(cashierOrigin, no, generation, mark("page", order, generation));
  }

  String tap(PaymentOrder order, int generation) {
    return order.payOrderNo().value() + "." + generation + "." + mark("tap", order, generation);
  }

  /** Opens the page of a card; commits by itself that the card is used. */
  public Opening open(PayOrderNo no, String reference) {
    var parts = REFERENCE.matcher(reference);
    var order = parts.matches() ? byChatbot(no) : Optional.<PaymentOrder>empty();
    if (order.isEmpty()) {
      return new Opening.Unknown();
    }
    int generation = Integer.parseInt(parts.group(1));
    if (!marks.matches(marked("page", order.get(), generation), parts.group(2))) {
      return new Opening.Unknown();
    }
    var now = clock.instant();
    return database.write(tx -> requests.use(tx, no, generation, now))
        ? new Opening.Opened(order.get())
        : new Opening.Used(order.get());
  }

  /** Reads what stands behind a button that {@code user} tapped. */
  Tap tapped(String text, MobileNumber user) {
    var parts = TAP.matcher(text);
    var order =
        parts.matches() && PayOrderNo.isOne(parts.group(1))
            ? byChatbot(new PayOrderNo(parts.group(1)))
            : Optional.<PaymentOrder>empty();
    if (order.isEmpty()) {
      return new Tap.Unknown();
    }
    int generation = Integer.parseInt(parts.group(2));
    if (!marks.matches(marked("tap", order.get(), generation), parts.group(3))) {
      return new Tap.Unknown();
    }
    if (!order.get().wish().mobile().equals(user)) {
      return new Tap.Foreign();
    }
    var no = order.get().payOrderNo();
    int newest = database.read(tx -> requests.generation(tx, no)).orElse(0);
    return new Tap.Own(order.get(), generation == newest);
  }

  private Optional<PaymentOrder> byChatbot(PayOrderNo no) {
    return database.read(tx -> orders.find(tx, no)).filter(Confirmations::mayAsk);
  }

  /** Of an aggregate order a card is made only after its payer chose the chatbot. */
  private static boolean mayAsk(PaymentOrder order) {
    var type = order.wish().transactionType();
    return type == TransactionType.CHATBOT || type == TransactionType.AGGREGATE;
  }

  private String mark(String purpose, PaymentOrder order, int generation) {
    return marks.of(marked(purpose, order, generation));
  }

  private static String marked(String purpose, PaymentOrder order, int generation) {
    return String.join(
        "|",
        purpose,
        order.payOrderNo().value(),
        Integer.toString(generation),
        order.wish().mobile().digits());
  }
}
