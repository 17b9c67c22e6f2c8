package org.maapay.messaging.card;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A button in a card, a chip under a message or an item of a menu. Its postback comes back through
 * the operator in clear and can be sent by anybody who saw it: it names a thing, it proves nothing.
 */
public sealed interface Suggestion {
  /** The words on the button: 1 to 25 characters, our own at most 8 Chinese ones. */
  String displayText();

  /** What the chatbot is told when it is tapped; null for nothing. */
  @Nullable String postback();

  /** A ready answer that the user sends with one tap. */
  record Reply(String displayText, @Nullable String postback) implements Suggestion {}

  /** Something the handset does. */
  record Offer(String displayText, @Nullable String postback, Action action)
      implements Suggestion {}

  static Reply reply(String displayText, String postback) {
    return new Reply(displayText, postback);
  }

  /** A button that opens {@code url} in the handset's webview. */
  static Offer webview(String displayText, String postback, URI url) {
    return new Offer(displayText, postback, Action.webview(url));
  }

  static Offer offer(String displayText, String postback, Action action) {
    return new Offer(displayText, postback, action);
  }
}
