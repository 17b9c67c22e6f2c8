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
    Cards cards,
    Assistants assistants,
    InstantSource clock) {}
