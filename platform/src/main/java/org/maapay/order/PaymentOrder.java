package org.maapay.order;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;

/**
 * A stored payment order. {@code version} grows by one with every stored change.
 *
 * @param payer who paid, or is paying; and {@code method} with what
 */
public record PaymentOrder(
    PayOrderNo payOrderNo,
    PlaceOrder wish,
    Instant createdAt,
    Instant expiresAt,
    OrderState state,
    @Nullable UserId payer,
    @Nullable String method,
    Money refunded,
    Money refunding,
    int version) {

  /** This order after a change of its state; not stored. */
  public PaymentOrder moved(OrderState to, @Nullable UserId by, @Nullable String with) {
    return new PaymentOrder(
        payOrderNo, wish, createdAt, expiresAt, to, by, with, refunded, refunding, version + 1);
  }

  /** This order after a refund began or ended; not stored. */
  public PaymentOrder refunds(Money done, Money running) {
    return new PaymentOrder(
        payOrderNo, wish, createdAt, expiresAt, state, payer, method, done, running, version + 1);
  }

  /** What was paid and is neither refunded nor on its way back. */
  public Money left() {
    return wish.amount().minus(refunded).minus(refunding);
  }

  /** The platform's day on which the order was placed (appendix C, {@code createDate}). */
  public BusinessDay createDate() {
    return BusinessDay.of(createdAt);
  }

  /** When it was paid; empty while it is not. */
  public Optional<Instant> paidAt() {
    return state instanceof OrderState.Paid(_, var at) ? Optional.of(at) : Optional.empty();
  }

  /** Whether its time is over at {@code now} though nobody has closed it yet. */
  public boolean isDue(Instant now) {
    return state instanceof OrderState.Open && !now.isBefore(expiresAt);
  }

  /** The state as appendix C names it. */
  public OrderStatus status() {
    return switch (state) {
      case OrderState.Open _ -> OrderStatus.CREATED;
      case OrderState.Paying _ -> OrderStatus.PAYING;
      case OrderState.Closed _ -> OrderStatus.CLOSED;
      case OrderState.Paid _ -> paidStatus();
    };
  }

  private OrderStatus paidStatus() {
    if (refunding.fen() > 0) {
      return OrderStatus.REFUNDING;
    }
    if (refunded.fen() == 0) {
      return OrderStatus.SUCCESS;
    }
    return refunded.equals(wish.amount()) ? OrderStatus.REFUNDED : OrderStatus.PARTIALLY_REFUNDED;
  }
}
