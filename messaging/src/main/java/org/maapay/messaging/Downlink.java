package org.maapay.messaging;

import java.util.ArrayList;
import java.util.List;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Suggestion;

/**
 * A message to a user.
 *
 * @param messageId the sender's own, unique per chatbot: sending it again is the same message
 */
public record Downlink(
    String messageId, PhoneNumber to, Dialogue dialogue, List<Part> parts, Delivery delivery) {
  public Downlink {
    parts = List.copyOf(parts);
  }

  public static Downlink of(String messageId, PhoneNumber to, Dialogue dialogue, Part... parts) {
    return new Downlink(messageId, to, dialogue, List.of(parts), Delivery.STANDARD);
  }

  public static Downlink text(String messageId, PhoneNumber to, Dialogue dialogue, String text) {
    return of(messageId, to, dialogue, new Part.Text(text));
  }

  public static Downlink card(
      String messageId, PhoneNumber to, Dialogue dialogue, BotMessage card) {
    return of(messageId, to, dialogue, new Part.Rich(card));
  }

  /** The same with chips under it. */
  public Downlink withChips(Suggestion... chips) {
    var more = new ArrayList<>(parts);
    more.add(new Part.Chips(List.of(chips)));
    return new Downlink(messageId, to, dialogue, more, delivery);
  }

  public Downlink carried(Delivery way) {
    return new Downlink(messageId, to, dialogue, parts, way);
  }
}
