package org.maapay.messaging.card;

import java.util.List;
import org.maapay.messaging.card.Layout.Typography;

/** A rich message from a chatbot: one card, or a row of cards to swipe through. */
public sealed interface BotMessage {
  record Standalone(Layout layout, Card card) implements BotMessage {}

  /** Two to twelve cards of one width. */
  record Carousel(Width width, Typography typography, List<Card> cards) implements BotMessage {
    public Carousel {
      cards = List.copyOf(cards);
    }

    public static Carousel of(List<Card> cards) {
      return new Carousel(Width.MEDIUM_WIDTH, Typography.PLAIN, cards);
    }
  }

  /** The width of the cards in a carousel; small ones take no tall media. */
  enum Width {
    SMALL_WIDTH,
    MEDIUM_WIDTH
  }
}
