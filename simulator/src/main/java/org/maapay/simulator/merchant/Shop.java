package org.maapay.simulator.merchant;

import java.net.URI;
import java.time.InstantSource;
import org.maapay.merchant.MaaPay;

/** What every part of the shop works with. */
record Shop(
    String name,
    URI noticeUrl,
    MaaPay pay,
    Messenger messenger,
    ShopOrders orders,
    OneTimeRefs refs,
    Goods goods,
    Speeches speeches,
    Assistants assistants,
    InstantSource clock) {
  /** What a customer is shown, in the language he chose. */
  Cards cards(Customer customer) {
    return new Cards(name, goods, speech(customer));
  }

  Speech speech(Customer customer) {
    return speeches.of(customer.mobile());
  }
}
