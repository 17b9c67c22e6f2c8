package org.maapay.messaging.card;

import java.util.List;

/**
 * The menu that stays under a chatbot's conversation. The operators allow two levels, three entries
 * on the first and five on the second.
 */
public record Menu(List<Entry> entries) {
  public Menu {
    entries = List.copyOf(entries);
  }

  public static Menu of(Entry... entries) {
    return new Menu(List.of(entries));
  }

  /** One line of a menu. */
  public sealed interface Entry {
    record Submenu(String displayText, List<Entry> entries) implements Entry {
      public Submenu {
        entries = List.copyOf(entries);
      }
    }

    record Item(Suggestion suggestion) implements Entry {}

    static Submenu submenu(String displayText, Entry... entries) {
      return new Submenu(displayText, List.of(entries));
    }

    static Item item(Suggestion suggestion) {
      return new Item(suggestion);
    }
  }
}
