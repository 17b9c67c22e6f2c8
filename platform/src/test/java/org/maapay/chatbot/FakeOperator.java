package org.maapay.chatbot;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.Part;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Profile;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.BotMessage;
import org.maapay.messaging.card.Card;
import org.maapay.messaging.card.Menu;
import org.maapay.messaging.card.Suggestion;

/** An operator that keeps what it is given, knows messages by their ids, and can be down. */
final class FakeOperator implements Chatbot {
  private final ChatbotAccount account;
  private final List<Downlink> kept = new ArrayList<>();
  private Capability capability = Capability.RICH;
  private boolean down;
  private boolean mute;
  private boolean losing;

  FakeOperator(String name) {
    account =
        new ChatbotAccount(
            "sip:10650300@" + name + ".example",
            name,
            URI.create("https://" + name + ".example"),
            new Credentials("app", "key", "token"));
  }

  /** It does not answer, and has nothing. */
  synchronized void down(boolean isDown) {
    down = isDown;
  }

  /** It says that it took everything, and no handset ever gets it. */
  synchronized void losing(boolean isLosing) {
    losing = isLosing;
  }

  /** It takes everything, and its answers are lost. */
  synchronized void mute(boolean isMute) {
    mute = isMute;
  }

  @Override
  public ChatbotAccount account() {
    return account;
  }

  /** What handsets take, where this operator can say. */
  synchronized void capability(Capability taken) {
    capability = taken;
  }

  @Override
  public synchronized CallResult<Capability> capability(PhoneNumber user) {
    return new CallResult.Answered<>(capability);
  }

  @Override
  public synchronized SendResult send(Downlink message) {
    if (down) {
      return new SendResult.Unknown("nobody answers");
    }
    if (losing) {
      return new SendResult.Accepted(message.messageId());
    }
    if (kept.stream().noneMatch(one -> one.messageId().equals(message.messageId()))) {
      kept.add(message);
    }
    return mute
        ? new SendResult.Unknown("the answer was lost")
        : new SendResult.Accepted(message.messageId());
  }

  /** What it delivers to {@code mobile}, in order. */
  synchronized List<Downlink> deliveredTo(String mobile) {
    return kept.stream().filter(one -> one.to().equals(new PhoneNumber(mobile))).toList();
  }

  /** All that is shown of a message. */
  static String shown(Downlink message) {
    var text = new StringBuilder();
    for (var part : message.parts()) {
      switch (part) {
        case Part.Text(var words) -> text.append(words).append('\n');
        case Part.Rich(BotMessage.Standalone(_, var card)) -> {
          text.append(card.title()).append('\n').append(card.description()).append('\n');
        }
        default -> {
          // buttons are asked for by name
        }
      }
    }
    return text.toString();
  }

  static Card card(Downlink message) {
    for (var part : message.parts()) {
      if (part instanceof Part.Rich(BotMessage.Standalone(_, var card))) {
        return card;
      }
    }
    throw new AssertionError("no card: " + message);
  }

  static Suggestion button(Downlink message, String words) {
    return card(message).suggestions().stream()
        .filter(one -> one.displayText().equals(words))
        .findFirst()
        .orElseThrow();
  }

  private static Refusal unsupported() {
    return Refusal.unsupported("nothing else is asked of it");
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    return new SendResult.Refused(unsupported());
  }

  @Override
  public CallResult<List<FileRef>> upload(Upload upload) {
    return new CallResult.Refused<>(unsupported());
  }

  @Override
  public CallResult<Download> download(URI url, long from) {
    return new CallResult.Refused<>(unsupported());
  }

  @Override
  public CallResult<Boolean> delete(URI url) {
    return new CallResult.Refused<>(unsupported());
  }

  @Override
  public SendResult changeMenu(Menu menu) {
    return new SendResult.Refused(unsupported());
  }

  @Override
  public SendResult changeProfile(ProfileChange change) {
    return new SendResult.Refused(unsupported());
  }

  @Override
  public CallResult<Profile> profile() {
    return new CallResult.Refused<>(unsupported());
  }
}
