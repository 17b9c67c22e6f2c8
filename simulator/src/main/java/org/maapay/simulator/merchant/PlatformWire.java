package org.maapay.simulator.merchant;

import org.maapay.merchant.Exchange;
import org.maapay.merchant.Exchange.Direction;
import org.maapay.merchant.ExchangeListener;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;

/** Puts what the SDK exchanged with the platform on the wire that can be watched. */
record PlatformWire(WireLog log, String shopName) implements ExchangeListener {
  @Override
  public void exchanged(Exchange exchange) {
    boolean isCall = exchange.direction() == Direction.CALL;
    var hop =
        isCall
            ? new Hop(Link.PLATFORM, shopName, "MaaPay")
            : new Hop(Link.CALLBACK, "MaaPay", shopName);
    var sent = exchange.request();
    var got =
        exchange.status() == 0
            ? Got.nothing(exchange.failure().orElse(""))
            : new Got(
                exchange.status(),
                org.maapay.simulator.wire.Exchange.joined(exchange.response().headers()),
                exchange.response().body());
    log.add(
        new org.maapay.simulator.wire.Exchange(
            hop,
            new Sent(
                sent.method(),
                sent.url(),
                org.maapay.simulator.wire.Exchange.joined(sent.headers()),
                sent.body()),
            got,
            exchange.subject().isEmpty() ? null : exchange.subject(),
            exchange.attempt()),
        exchange.took());
  }
}
