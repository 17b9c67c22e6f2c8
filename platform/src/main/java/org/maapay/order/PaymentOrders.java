package org.maapay.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Look;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.posting.Entry;
import org.maapay.posting.Sheet;
import org.maapay.user.Persons;

/**
 * The stored payment orders. They are written by entries: a new one with its number, a change with
 * the version that it was decided on.
 */
public final class PaymentOrders {
  private static final Sheet<NewRow> NEW =
      Sheet.<NewRow>of("order", row -> row.order().payOrderNo().bucket())
          .text("no", row -> row.order().payOrderNo().value())
          .text("merchant", row -> row.wish().merchant().value())
          .text("merchant_no", row -> row.wish().merchantOrderNo())
          .text("transaction", row -> row.wish().transactionType().name())
          .text("business", row -> row.wish().businessType().name())
          .text("name", row -> row.wish().merchantName())
          .integer("day", row -> Math.toIntExact(row.wish().orderDate().date().toEpochDay()))
          .bigint("amount", row -> row.wish().amount().fen())
          .bytes("mobile", NewRow::mobileIndex)
          .text("goods_no", row -> row.wish().goods().no())
          .text("goods", row -> row.wish().goods().name())
          .text("description", row -> row.wish().goods().description())
          .text("notify", row -> row.wish().terms().notifyUrl())
          .text("refund_notify", row -> row.wish().terms().refundNotifyUrl())
          .text("return", row -> row.wish().terms().returnUrl())
          .text("chatbot", row -> row.wish().terms().chatbotId())
          .text("store", row -> row.wish().terms().storeNo())
          .text("ext", row -> row.wish().terms().ext())
          .instant("created", row -> row.order().createdAt())
          .instant("expires", row -> row.order().expiresAt())
          .text("state", row -> OrderRows.code(row.order().state()))
          .integer("attempt", row -> row.order().state().lastAttempt().value())
          .instant("ended", row -> OrderRows.endedAt(row.order().state()))
          .text("payer", row -> OrderRows.payer(row.order()))
          .text("method", row -> row.order().method());

  private static final Sheet<Change> MOVES =
      Sheet.<Change>of("move", change -> change.to().payOrderNo().bucket())
          .text("no", change -> change.to().payOrderNo().value())
          .integer("version", change -> change.to().version() - 1)
          .text("state", change -> OrderRows.code(change.to().state()))
          .integer("attempt", change -> change.to().state().lastAttempt().value())
          .instant("ended", change -> OrderRows.endedAt(change.to().state()))
          .text("payer", change -> OrderRows.payer(change.to()))
          .text("method", change -> change.to().method())
          .bigint("refunded", change -> change.to().refunded().fen())
          .bigint("refunding", change -> change.to().refunding().fen())
          .instant("ask_at", Change::askAt);

  private static final String HOLDER =
      """
      SELECT p.user_id FROM payment_order o JOIN person p ON p.mobile_index = o.mobile_index
       WHERE o.bucket = ? AND o.pay_order_no = ? AND p.user_id IS NOT NULL
      """;

  private final OrderRows rows;
  private final Persons persons;

  public PaymentOrders(Persons persons) {
    this.persons = persons;
    this.rows = new OrderRows(persons);
  }

  private static final class NewRow {
    private final PaymentOrder order;
    private final byte[] mobileIndex;

    NewRow(PaymentOrder order, byte[] mobileIndex) {
      this.order = order;
      this.mobileIndex = mobileIndex;
    }

    PaymentOrder order() {
      return order;
    }

    PlaceOrder wish() {
      return order.wish();
    }

    byte[] mobileIndex() {
      return mobileIndex;
    }
  }

  private record Change(PaymentOrder to, @Nullable Instant askAt) {}

  /**
   * Adds a new order and its merchant's number to an entry: {@code NUMBER_TAKEN} if that was used,
   * {@code PERSON_UNKNOWN} if nobody ever heard of the payer's number.
   */
  public void add(Entry.Builder entry, PaymentOrder order) {
    var wish = order.wish();
    var no = order.payOrderNo().value();
    ClientNumbers.claim(
        entry,
        ClientNumbers.Kind.ORDER,
        wish.merchant(),
        wish.merchantOrderNo(),
        no,
        OrderContent.of(wish));
    var index = persons.index(wish.mobile());
    persons.heard(index, wish.mobile());
    entry.add(NEW, new NewRow(order, index));
  }

  /**
   * Adds a change to an entry, which is {@code STALE} if another one was stored since the order was
   * read that it came from; see {@link PaymentOrder#moved}.
   */
  public static void move(Entry.Builder entry, PaymentOrder to) {
    move(entry, to, null);
  }

  /**
   * Adds a change into a running attempt.
   *
   * @param askAt when to ask what became of it, if nothing is heard
   */
  public static void move(Entry.Builder entry, PaymentOrder to, @Nullable Instant askAt) {
    entry.alone(to.payOrderNo());
    entry.add(MOVES, new Change(to, askAt));
  }

  /** The order as it stands, without waiting for anybody. */
  public Optional<PaymentOrder> find(Connection tx, PayOrderNo no) throws SQLException {
    return look(no).in(tx);
  }

  /** Many orders as they stand, in one look. */
  public Map<PayOrderNo, PaymentOrder> find(Connection tx, Collection<PayOrderNo> nos)
      throws SQLException {
    return rows.find(tx, List.copyOf(nos)).stream()
        .collect(Collectors.toMap(PaymentOrder::payOrderNo, order -> order));
  }

  /** The same, to be asked with others. */
  public Look<Optional<PaymentOrder>> look(PayOrderNo no) {
    return rows.look(no);
  }

  /** An order, and who of the institution's users holds the number that it was sent to. */
  public record Held(PaymentOrder order, Optional<UserId> holder) {}

  /** The order with its holder. */
  public Look<Optional<Held>> lookHeld(PayOrderNo no) {
    return rows.lookHeld(no);
  }

  /** Who of the institution's users holds the number that the order was sent to. */
  public Look<Optional<UserId>> lookHolder(PayOrderNo no) {
    return new Look<>(
        HOLDER,
        List.of(no.bucket().value(), no.value()),
        row -> row.next() ? Optional.of(new UserId(row.getString(1))) : Optional.empty());
  }

  /** The merchant's order with its own number. */
  public Optional<PaymentOrder> find(Connection tx, MerchantId merchant, String merchantOrderNo)
      throws SQLException {
    var no = ClientNumbers.target(tx, ClientNumbers.Kind.ORDER, merchant, merchantOrderNo);
    return no.isEmpty() ? Optional.empty() : find(tx, new PayOrderNo(no.get()));
  }

  /** Which of {@code nos} are paid, in one look. */
  public Set<PayOrderNo> paid(Connection tx, List<PayOrderNo> nos) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT o.pay_order_no
              FROM unnest(?::integer[], ?::text[]) AS n(bucket, no)
              JOIN payment_order o ON o.bucket = n.bucket AND o.pay_order_no = n.no
             WHERE o.state = 'PAID'
            """)) {
      query.setArray(
          1,
          tx.createArrayOf(
              "int4", nos.stream().map(no -> no.bucket().value()).toArray(Integer[]::new)));
      query.setArray(
          2, tx.createArrayOf("text", nos.stream().map(PayOrderNo::value).toArray(String[]::new)));
      var paid = new HashSet<PayOrderNo>();
      try (var found = query.executeQuery()) {
        while (found.next()) {
          paid.add(new PayOrderNo(found.getString(1)));
        }
      }
      return paid;
    }
  }

  /** Numbers of open orders whose time is over at {@code now}, longest over first. */
  public List<PayOrderNo> due(Connection tx, Instant now, int most) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT pay_order_no FROM payment_order
             WHERE state = 'OPEN' AND expires_at <= ? ORDER BY expires_at LIMIT ?
            """)) {
      query.setTimestamp(1, Timestamp.from(now));
      query.setInt(2, most);
      var due = new ArrayList<PayOrderNo>();
      try (var found = query.executeQuery()) {
        while (found.next()) {
          due.add(new PayOrderNo(found.getString(1)));
        }
      }
      return due;
    }
  }
}
