package org.maapay.merchant;

/** Hears of every exchange with the platform, after it. What it throws is dropped. */
@FunctionalInterface
public interface ExchangeListener {
  void exchanged(Exchange exchange);
}
