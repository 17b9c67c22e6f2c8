package org.maapay.messaging.jsonut;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.jsonut.UplinkReader.Notice;
import org.maapay.messaging.uplink.NonceStore;
import org.maapay.messaging.uplink.NonceStore.Claim;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.UrlChecked;
import org.maapay.messaging.uplink.UplinkParser;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Digests;

/**
 * Takes the callbacks of China Unicom and China Telecom: signature, time window, nonce, then the
 * content. Because the signature leaves the body out, the host should also admit the operator's
 * addresses only.
 */
public final class JsonUplink implements UplinkParser {
  private final Function<String, Optional<ChatbotAccount>> accounts;
  private final UplinkChecks checks;

  /**
   * @param accounts finds the account of a chatbot id
   */
  public JsonUplink(Function<String, Optional<ChatbotAccount>> accounts, UplinkChecks checks) {
    this.accounts = accounts;
    this.checks = checks;
  }

  @Override
  public UplinkAnswer parse(UplinkRequest request) {
    var callback = Callback.of(request);
    if (callback.isEmpty()) {
      return new Refused(Reason.UNKNOWN_PATH);
    }
    if (!callback.get().kind().method.equals(request.method())) {
      return new Refused(Reason.WRONG_METHOD);
    }
    var account = accounts.apply(callback.get().chatbotId());
    if (account.isEmpty()) {
      return new Refused(Reason.UNKNOWN_CHATBOT);
    }
    return authenticated(request, callback.get(), account.get());
  }

  private UplinkAnswer authenticated(
      UplinkRequest request, Callback callback, ChatbotAccount account) {
    var signature = request.header("signature").orElse("");
    var timestamp = request.header("timestamp").orElse("");
    var nonce = request.header("nonce").orElse("");
    if (signature.isEmpty() || !timestamp.matches("[0-9]{1,12}") || !nonce.matches("[!-~]{8,64}")) {
      return new Refused(Reason.UNSIGNED);
    }
    var token = account.credentials().callbackToken();
    if (!CallbackSignature.matches(signature, token, timestamp, nonce)) {
      return new Refused(Reason.BAD_SIGNATURE);
    }
    var at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (!checks.timely(at)) {
      return new Refused(Reason.STALE);
    }
    var claim =
        checks
            .nonces()
            .claim(
                new NonceStore.Use(account.chatbotId(), nonce, digest(request, callback)),
                at.plus(checks.window()).plus(checks.window()));
    if (claim == Claim.MISUSED) {
      return new Refused(Reason.REPLAYED);
    }
    return read(request, callback, account, new Notice(account.chatbotId(), nonce, at));
  }

  /**
   * The nonce is bound to all that the signature leaves out: what kind of callback, and the body.
   */
  private static String digest(UplinkRequest request, Callback callback) {
    return callback.kind() + ":" + Digests.sha256(request.body().toArray());
  }

  private UplinkAnswer read(
      UplinkRequest request, Callback callback, ChatbotAccount account, Notice notice) {
    if (callback.kind() == Callback.Kind.URL_CHECK) {
      return urlCheck(request, account, notice);
    }
    if (callback.kind() == Callback.Kind.PROFILE_CHANGE) {
      // its body is not documented
      return accepted(
          List.of(new UplinkEvent.ProfileChanged(notice.chatbotId(), notice.nonce(), notice.at())));
    }
    return switch (UplinkReader.read(callback.kind(), request, notice)) {
      case UplinkReader.Read(var events) -> accepted(events);
      case UplinkReader.Unread(var reason) -> new Refused(reason);
    };
  }

  private static Accepted urlCheck(UplinkRequest request, ChatbotAccount account, Notice notice) {
    var event = new UrlChecked(notice.chatbotId(), notice.nonce(), notice.at());
    var headers =
        request
            .header("echoStr")
            .filter(echo -> echo.matches("[!-~]{1,256}"))
            .map(echo -> Map.of("echoStr", echo, "appId", account.credentials().appId()))
            .orElse(Map.of("appId", account.credentials().appId()));
    return new Accepted(List.of(event), headers);
  }

  private static Accepted accepted(List<UplinkEvent> events) {
    return new Accepted(events, Map.of());
  }
}
