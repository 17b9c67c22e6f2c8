package org.maapay.simulator.merchant;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.maapay.merchant.Amount;
import org.maapay.merchant.PlacedOrder;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.merchant.Goods.Product;

/** The shop's orders. States move forward only, each by one conditional statement. */
final class ShopOrders {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String CREATE =
      """
      WITH tapped AS (
        UPDATE one_time SET used_by = ? WHERE ref = ? AND mobile = ? AND used_by IS NULL
        RETURNING ref)
      INSERT INTO shop_order (order_no, mobile, chatbot_id, product_no, title, amount_fen,
                              order_date, way, state, created_at, expires_at, look_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, 'NEW', ?, ?, ? FROM tapped
      """;

  private final Tables tables;
  private final OneTimeRefs refs;
  private final InstantSource clock;

  ShopOrders(Tables tables, OneTimeRefs refs, InstantSource clock) {
    this.tables = tables;
    this.refs = refs;
    this.clock = clock;
  }

  /** Writes an order down for {@code ref}, unless that was used before. */
  Optional<ShopOrder> create(Customer customer, String ref, Product product, PayWay way) {
    var now = clock.instant();
    var day = now.atZone(SHANGHAI).toLocalDate();
    var number = refs.number('C', day);
    int created =
        tables.change(
            CREATE,
            number,
            ref,
            customer.mobile().value(),
            number,
            customer.mobile().value(),
            customer.chatbotId(),
            product.no(),
            product.name().chinese(),
            product.price().fen(),
            day,
            way.name(),
            now,
            now.plus(Checkout.LIFE),
            now.plusSeconds(15));
    return created == 1 ? find(number) : Optional.empty();
  }

  Optional<ShopOrder> find(String orderNo) {
    return tables.one(ShopOrder::read, "SELECT * FROM shop_order WHERE order_no = ?", orderNo);
  }

  /** Finds an order of this user: what stands in a button proves nothing. */
  Optional<ShopOrder> find(PhoneNumber mobile, String orderNo) {
    return find(orderNo).filter(order -> order.customer().mobile().equals(mobile));
  }

  List<ShopOrder> newest(PhoneNumber mobile, int most) {
    return tables.list(
        ShopOrder::read,
        "SELECT * FROM shop_order WHERE mobile = ? ORDER BY created_at DESC LIMIT ?",
        mobile.value(),
        most);
  }

  Optional<Amount> amountOf(String orderNo) {
    return find(orderNo).map(ShopOrder::amount);
  }

  /** Notes the platform's answer; what is paid meanwhile stays paid. */
  boolean placed(ShopOrder order, PlacedOrder placed, Instant lookAt) {
    return tables.change(
            """
            UPDATE shop_order
               SET state = CASE WHEN state = 'NEW' THEN 'OPEN' ELSE state END,
                   pay_order_no = ?, create_date = ?, pay_url = ?,
                   look_at = CASE WHEN state = 'NEW' THEN ? ELSE look_at END
             WHERE order_no = ? AND pay_order_no IS NULL AND state <> 'REFUSED'
            """,
            placed.payOrderNo(),
            placed.createDate(),
            placed.payUrl().or(placed::sdkUrl).orElse(null),
            lookAt,
            order.orderNo())
        == 1;
  }

  /** The link of an open order has changed: the one before was used. */
  void relink(ShopOrder order, String url) {
    tables.change(
        "UPDATE shop_order SET pay_url = ? WHERE order_no = ? AND state = 'OPEN'",
        url,
        order.orderNo());
  }

  boolean refused(ShopOrder order) {
    return tables.change(
            """
            UPDATE shop_order SET state = 'REFUSED', look_at = ?
             WHERE order_no = ? AND state = 'NEW'
            """,
            soon(),
            order.orderNo())
        == 1;
  }

  /** Money that came is never forgotten, even if the order was given up before. */
  boolean paid(String orderNo, Instant at) {
    return tables.change(
            """
            UPDATE shop_order SET state = 'PAID', paid_at = ?, look_at = ?
             WHERE order_no = ? AND state <> 'PAID'
            """,
            at,
            soon(),
            orderNo)
        == 1;
  }

  boolean closed(String orderNo) {
    return tables.change(
            """
            UPDATE shop_order SET state = 'CLOSED', look_at = ?
             WHERE order_no = ? AND state IN ('NEW', 'OPEN')
            """,
            soon(),
            orderNo)
        == 1;
  }

  void wantCancelled(ShopOrder order) {
    tables.change("UPDATE shop_order SET cancel_wanted = true WHERE order_no = ?", order.orderNo());
  }

  boolean isCancelWanted(ShopOrder order) {
    return tables
        .one(
            row -> row.getBoolean(1),
            "SELECT cancel_wanted FROM shop_order WHERE order_no = ?",
            order.orderNo())
        .orElse(false);
  }

  /** When to see what became of an order that nobody told us about. */
  void lookAgain(ShopOrder order, Instant at) {
    tables.change("UPDATE shop_order SET look_at = ? WHERE order_no = ?", at, order.orderNo());
  }

  /** The orders whose time to be looked at has come, and those whose end was not told yet. */
  List<ShopOrder> due() {
    return tables.list(
        ShopOrder::read,
        """
        SELECT * FROM shop_order
         WHERE look_at <= ?
           AND (state IN ('NEW', 'OPEN') OR told IS DISTINCT FROM state)
         ORDER BY look_at LIMIT 100
        """,
        clock.instant());
  }

  /** By then the end should have been told. */
  private Instant soon() {
    return clock.instant().plusSeconds(5);
  }

  void told(ShopOrder order) {
    tables.change("UPDATE shop_order SET told = state WHERE order_no = ?", order.orderNo());
  }
}
