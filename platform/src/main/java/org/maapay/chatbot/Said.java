package org.maapay.chatbot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Delivery;
import org.maapay.messaging.Delivery.Traffic;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.Part;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;

/**
 * What a message says.
 *
 * @param sms what a handset without 5G messages gets; null for nothing
 */
record Said(List<Part> parts, @Nullable String sms) {
  Said {
    parts = List.copyOf(parts);
  }

  static Said text(String text, Suggestion... chips) {
    var words = new Part.Text(text);
    return new Said(
        chips.length == 0 ? List.of(words) : List.of(words, new Part.Chips(List.of(chips))), null);
  }

  static Said card(Card card, Suggestion... chips) {
    var rich = new Part.Rich(card.alone());
    return new Said(
        chips.length == 0 ? List.of(rich) : List.of(rich, new Part.Chips(List.of(chips))), null);
  }

  /** The same, also as SMS; not if its words look like a link, which an SMS must not hold. */
  Said orBySms(String text) {
    return DownlinkRules.hasLink(text) ? this : new Said(parts, text);
  }

  Delivery delivery() {
    var standard = Delivery.STANDARD.as(Traffic.PAYMENT);
    return sms == null ? standard : standard.orBySms(sms);
  }
}
