package org.maapay.merchant;

import java.util.Optional;

/** The merchant's own record of its orders, asked whenever a callback speaks of one. */
@FunctionalInterface
public interface OrderBook {
  OrderBook UNSET =
      merchantOrderNo -> {
        throw new IllegalStateException("orderBook is missing");
      };

  /** Returns the amount of an order the merchant placed, or empty if it placed no such order. */
  Optional<Amount> amountOf(String merchantOrderNo);
}
