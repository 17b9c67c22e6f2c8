package org.maapay.simulator.merchant;

import org.maapay.messaging.PhoneNumber;

/** The language that each customer chose; Chinese until he does. */
final class Speeches {
  private final Tables tables;

  Speeches(Tables tables) {
    this.tables = tables;
  }

  Speech of(PhoneNumber customer) {
    return tables
        .one(
            row -> Speech.valueOf(row.getString(1)),
            "SELECT speech FROM customer_speech WHERE mobile = ?",
            customer.value())
        .orElse(Speech.CHINESE);
  }

  void choose(PhoneNumber customer, Speech speech) {
    tables.change(
        """
        INSERT INTO customer_speech (mobile, speech) VALUES (?, ?)
        ON CONFLICT (mobile) DO UPDATE SET speech = excluded.speech
        """,
        customer.value(),
        speech.name());
  }
}
