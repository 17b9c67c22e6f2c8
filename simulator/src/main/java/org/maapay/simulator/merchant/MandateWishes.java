package org.maapay.simulator.merchant;

import java.time.InstantSource;
import java.util.Optional;
import org.maapay.messaging.PhoneNumber;

/** Which mandate was asked of which customer, so that its changes reach his conversation. */
final class MandateWishes {
  private final Tables tables;
  private final InstantSource clock;

  MandateWishes(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  void create(String number, Customer customer) {
    tables.change(
        "INSERT INTO mandate_wish VALUES (?, ?, ?, ?)",
        number,
        customer.mobile().value(),
        customer.chatbotId(),
        clock.instant());
  }

  /** Who was asked; empty if nobody was by this shop. */
  Optional<Customer> customer(String number) {
    return tables.one(
        row -> new Customer(new PhoneNumber(row.getString("mobile")), row.getString("chatbot_id")),
        "SELECT mobile, chatbot_id FROM mandate_wish WHERE number = ?",
        number);
  }
}
