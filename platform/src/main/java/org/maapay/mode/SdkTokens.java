package org.maapay.mode;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.database.Database;
import org.maapay.kernel.PayOrderNo;
import org.maapay.keys.PageReferences;
import org.maapay.mode.SdkOpening.Elsewhere;
import org.maapay.mode.SdkOpening.Expired;
import org.maapay.mode.SdkOpening.Opened;
import org.maapay.mode.SdkOpening.Unknown;
import org.maapay.mode.SdkOpening.Used;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.TransactionType;

/**
 * One-time tokens that start a payer's SDK. A token names the order and its generation, and is
 * bound to the payer by a mark that only the vault can derive; only its use is stored. A token that
 * was used is followed by the next generation's, which the merchant gets by placing the same order
 * again.
 */
public final class SdkTokens {
  private static final Pattern TOKEN =
      Pattern.compile("(\\d{31})\\.(0|[1-9]\\d{0,2})\\.([A-Za-z0-9_-]{22})");
  private static final int GENERATIONS = 1000;

  /** One row for each generation: the key lets one through. */
  private static final String TAKE =
      """
      INSERT INTO sdk_opening
        (bucket, pay_order_no, generation, device, proof_key, risk_signs, opened_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final Database database;
  private final PaymentOrders orders;
  private final PageReferences marks;
  private final InstantSource clock;

  public SdkTokens(
      Database database, PaymentOrders orders, PageReferences marks, InstantSource clock) {
    this.database = database;
    this.orders = orders;
    this.marks = marks;
    this.clock = clock;
  }

  private record Token(PayOrderNo order, int generation, String mark) {}

  /**
   * Who opens a token.
   *
   * @param id the name that the SDK gave itself on this device
   * @param proofKey the key that it made for this one session
   * @param riskSigns what the SDK finds suspicious about its surroundings
   */
  public record Device(String id, String proofKey, List<String> riskSigns) {
    public Device {
      riskSigns = List.copyOf(riskSigns);
    }
  }

  /** The token that is good now. */
  String next(PaymentOrder order) {
    int generation = database.read(tx -> used(tx, order.payOrderNo()));
    if (generation >= GENERATIONS) {
      throw new IllegalStateException("an order has at most " + GENERATIONS + " SDK tokens");
    }
    return order.payOrderNo().value() + "." + generation + "." + mark(order, generation);
  }

  /** Who opened a token first. */
  private record Opener(String device, String proofKey) {}

  /**
   * Opens a token; commits by itself that it is used. The same call once more, whose answer was
   * lost, opens it still.
   */
  public SdkOpening open(String text, Device device) {
    var token = parsed(text);
    var order = token.flatMap(this::order);
    if (token.isEmpty() || order.isEmpty()) {
      return new Unknown();
    }
    var earlier = database.read(tx -> opener(tx, token.get()));
    var now = clock.instant();
    if (earlier.isEmpty() && !now.isBefore(order.get().expiresAt())) {
      return new Expired();
    }
    if (earlier.isEmpty() && database.write(tx -> take(tx, token.get(), device, now))) {
      return new Opened(order.get());
    }
    var first = database.read(tx -> opener(tx, token.get())).orElseThrow();
    if (first.equals(new Opener(device.id(), device.proofKey()))) {
      return new Opened(order.get());
    }
    return first.device().equals(device.id()) ? new Used() : new Elsewhere();
  }

  private Optional<PaymentOrder> order(Token token) {
    return database
        .read(tx -> orders.find(tx, token.order()))
        .filter(SdkTokens::mayOpen)
        .filter(order -> marks.matches(marked(order, token.generation()), token.mark()));
  }

  /** Of an aggregate order a token is made only after its payer chose the SDK. */
  private static boolean mayOpen(PaymentOrder order) {
    var type = order.wish().transactionType();
    return type == TransactionType.NATIVE || type == TransactionType.AGGREGATE;
  }

  private String mark(PaymentOrder order, int generation) {
    return marks.of(marked(order, generation));
  }

  private static String marked(PaymentOrder order, int generation) {
    return String.join(
        "|",
        order.payOrderNo().value(),
        Integer.toString(generation),
        order.wish().mobile().digits());
  }

  private static Optional<Token> parsed(String text) {
    var parts = TOKEN.matcher(text);
    return parts.matches() && PayOrderNo.isOne(parts.group(1))
        ? Optional.of(
            new Token(
                new PayOrderNo(parts.group(1)), Integer.parseInt(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  private static int used(Connection tx, PayOrderNo no) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT coalesce(max(generation) + 1, 0) FROM sdk_opening
             WHERE bucket = ? AND pay_order_no = ?
            """)) {
      query.setInt(1, no.bucket().value());
      query.setString(2, no.value());
      try (var row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static Optional<Opener> opener(Connection tx, Token token) throws SQLException {
    try (var query =
        tx.prepareStatement(
            """
            SELECT device, proof_key FROM sdk_opening
             WHERE bucket = ? AND pay_order_no = ? AND generation = ?
            """)) {
      query.setInt(1, token.order().bucket().value());
      query.setString(2, token.order().value());
      query.setInt(3, token.generation());
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Opener(row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static boolean take(Connection tx, Token token, Device device, Instant now)
      throws SQLException {
    try (var insert = tx.prepareStatement(TAKE)) {
      insert.setInt(1, token.order().bucket().value());
      insert.setString(2, token.order().value());
      insert.setInt(3, token.generation());
      insert.setString(4, device.id());
      insert.setString(5, device.proofKey());
      insert.setString(6, String.join(" ", device.riskSigns()));
      insert.setTimestamp(7, Timestamp.from(now));
      return insert.executeUpdate() == 1;
    }
  }
}
