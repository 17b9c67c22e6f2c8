package org.maapay.messaging.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of one card: at least one of media, title and description, and up to 4 buttons. */
public record Card(
    @Nullable Media media,
    @Nullable String title,
    @Nullable String description,
    List<Suggestion> suggestions) {
  public Card {
    suggestions = List.copyOf(suggestions);
  }

  public static Card titled(String title) {
    return new Card(null, title, null, List.of());
  }

  public Card describedBy(String text) {
    return new Card(media, title, text, suggestions);
  }

  public Card showing(Media picture) {
    return new Card(picture, title, description, suggestions);
  }

  public Card offering(Suggestion... buttons) {
    return new Card(media, title, description, List.of(buttons));
  }

  /** This card as a message of its own. */
  public BotMessage.Standalone alone() {
    return new BotMessage.Standalone(Layout.VERTICAL, this);
  }
}
