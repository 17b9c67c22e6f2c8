package org.maapay.messaging;

import java.util.List;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Suggestion;

/** One part of a message to a user. Chips follow the part they belong to. */
public sealed interface Part {
  /** Up to 2000 characters. */
  record Text(String text) implements Part {}

  record Rich(BotMessage message) implements Part {}

  record Chips(List<Suggestion> suggestions) implements Part {
    public Chips {
      suggestions = List.copyOf(suggestions);
    }
  }

  /** A file and, before it, perhaps its thumbnail; both uploaded earlier. */
  record Files(List<FileRef> files) implements Part {
    public Files {
      files = List.copyOf(files);
    }
  }

  /** A place, in the coordinates of China's maps (GCJ-02). */
  record Place(double latitude, double longitude, String label) implements Part {}
}
