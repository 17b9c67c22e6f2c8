package org.maapay.messaging.rbm;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.DownlinkRules;
import org.maapay.messaging.Part;
import org.maapay.messaging.card.Action;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Suggestion;
import org.maapay.messaging.card.Violation;
import org.maapay.messaging.card.Violation.Rule;

/** What Google asks for beyond the GSMA: shorter carousels, web pages over TLS, fewer actions. */
final class RbmRules {
  private static final int CARDS = 10;

  private RbmRules() {}

  static List<Violation> check(Downlink message, boolean secure) {
    var found = new ArrayList<>(DownlinkRules.checkSingle(message));
    for (int i = 0; i < message.parts().size(); i++) {
      var path = "$.parts[" + i + "]";
      switch (message.parts().get(i)) {
        case Part.Rich(BotMessage.Carousel(_, _, var cards)) -> {
          if (cards.size() > CARDS) {
            found.add(new Violation(path, Rule.TOO_MANY, "at most " + CARDS + " cards"));
          }
          cards.forEach(card -> card(card, path, secure, found));
        }
        case Part.Rich(BotMessage.Standalone(_, var card)) -> card(card, path, secure, found);
        case Part.Chips(var chips) -> suggestions(chips, path, secure, found);
        case Part.Text _, Part.Files _, Part.Place _ -> {}
      }
    }
    return List.copyOf(found);
  }

  private static void card(Card card, String path, boolean secure, List<Violation> found) {
    suggestions(card.suggestions(), path, secure, found);
  }

  private static void suggestions(
      List<Suggestion> suggestions, String path, boolean secure, List<Violation> found) {
    for (var suggestion : suggestions) {
      if (suggestion instanceof Suggestion.Offer(var words, _, var action)) {
        action(words, action, path, secure, found);
      }
    }
  }

  private static void action(
      String words, Action action, String path, boolean secure, List<Violation> found) {
    switch (action) {
      case Action.OpenUrl(URI url, _, _, _) -> {
        if (secure && !"https".equals(url.getScheme())) {
          found.add(new Violation(path, Rule.NOT_ALLOWED, "https alone, for " + words));
        }
      }
      case Action.DialEnrichedCall _,
          Action.DialVideoCall _,
          Action.RequestDeviceSpecifics _,
          Action.DisableAnonymization _,
          Action.EnableDisplayedNotifications _ ->
          found.add(new Violation(path, Rule.NOT_ALLOWED, "no such action here: " + words));
      case Action.DialPhoneNumber _,
          Action.ShowLocation _,
          Action.RequestLocationPush _,
          Action.CreateCalendarEvent _,
          Action.ComposeTextMessage _,
          Action.ComposeRecordingMessage _ -> {}
    }
  }
}
