package org.maapay.merchant;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;

/** Tells the listeners; a fault of theirs must not cost the merchant an answer. */
final class Listeners {
  private static final Logger LOG = System.getLogger("org.maapay.merchant");

  private final List<ExchangeListener> listeners;

  Listeners(List<ExchangeListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  void tell(Supplier<Exchange> exchange) {
    if (listeners.isEmpty()) {
      return;
    }
    var told = exchange.get();
    for (var listener : listeners) {
      try {
        listener.exchanged(told);
      } catch (RuntimeException fault) {
        LOG.log(Level.WARNING, "an exchange listener failed", fault);
      }
    }
  }
}
