package org.maapay.messaging.card;

import java.util.stream.Stream;
import org.maapay.messaging.card.CardRules.Strictness;
import org.maapay.messaging.card.Violation.Rule;
import tools.jackson.databind.JsonNode;

/** The limits of the menu that stays under a conversation. */
final class MenuRules {
  private static final int OPERATOR_LEVELS = 2;
  private static final int OPERATOR_FIRST_LEVEL = 3;

  /** The schema nests without end; a document need not. */
  private static final int SCHEMA_LEVELS = 10;

  private final Findings found;
  private final Strictness strictness;

  MenuRules(Findings found, Strictness strictness) {
    this.found = found;
    this.strictness = strictness;
  }

  void entries(JsonNode entries, String path, int level) {
    boolean operator = strictness.atLeast(Strictness.OPERATOR);
    var at = path + ".entries";
    if (level > (operator ? OPERATOR_LEVELS : SCHEMA_LEVELS)) {
      found.add(at, Rule.TOO_DEEP, "level " + level);
      return;
    }
    if (found.array(entries, at, 1, operator && level == 1 ? OPERATOR_FIRST_LEVEL : 5)) {
      for (int i = 0; i < entries.size(); i++) {
        entry(entries.path(i), at + "[" + i + "]", level);
      }
    }
  }

  private void entry(JsonNode entry, String path, int level) {
    if (!found.object(entry, path)) {
      return;
    }
    var suggestions = new SuggestionRules(found, strictness);
    if (!entry.has("menu")) {
      suggestions.one(entry, path);
      return;
    }
    var present = Stream.of("menu", "reply", "action").filter(entry::has).toList();
    if (present.size() != 1) {
      found.add(path, Rule.NOT_EXACTLY_ONE, "a menu, a reply or an action, has " + present);
    }
    var menu = entry.path("menu");
    suggestions.base(menu, path + ".menu");
    if (menu.isObject() && found.has(menu, "entries", path + ".menu")) {
      entries(menu.path("entries"), path + ".menu", level + 1);
    }
  }
}
