package org.maapay.messaging.routing;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.Downlink;
import org.maapay.messaging.FileRef;
import org.maapay.messaging.PhoneNumber;
import org.maapay.messaging.Profile;
import org.maapay.messaging.ProfileChange;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.SendResult;
import org.maapay.messaging.card.Menu;

/** An account that answers as it is told, and keeps what it was given. */
final class FakeChatbot implements Chatbot {
  final List<String> sent = new ArrayList<>();
  final Queue<SendResult> answers = new ArrayDeque<>();
  CallResult<Capability> capability = new CallResult.Answered<>(Capability.RICH);
  boolean down;
  private final ChatbotAccount account;

  FakeChatbot(String operator) {
    account =
        new ChatbotAccount(
            "sip:1@" + operator + ".example",
            operator,
            URI.create("http://127.0.0.1:1"),
            new ChatbotAccount.Credentials("a", "k", "t"));
  }

  @Override
  public ChatbotAccount account() {
    return account;
  }

  @Override
  public SendResult send(Downlink message) {
    sent.add(message.messageId());
    if (down) {
      return new SendResult.Unknown("down");
    }
    var answer = answers.poll();
    return answer == null ? new SendResult.Accepted(message.messageId()) : answer;
  }

  @Override
  public CallResult<Capability> capability(PhoneNumber user) {
    return down ? new CallResult.Unknown<>("down") : capability;
  }

  @Override
  public SendResult revoke(String messageId, PhoneNumber from) {
    return new SendResult.Accepted(messageId);
  }

  @Override
  public CallResult<List<FileRef>> upload(Upload upload) {
    return new CallResult.Refused<>(Refusal.unsupported("upload"));
  }

  @Override
  public CallResult<Download> download(URI url, long from) {
    return new CallResult.Refused<>(Refusal.unsupported("download"));
  }

  @Override
  public CallResult<Boolean> delete(URI url) {
    return new CallResult.Refused<>(Refusal.unsupported("delete"));
  }

  @Override
  public SendResult changeMenu(Menu menu) {
    return new SendResult.Refused(Refusal.unsupported("menu"));
  }

  @Override
  public SendResult changeProfile(ProfileChange change) {
    return new SendResult.Refused(Refusal.unsupported("profile"));
  }

  @Override
  public CallResult<Profile> profile() {
    return new CallResult.Refused<>(Refusal.unsupported("profile"));
  }
}
