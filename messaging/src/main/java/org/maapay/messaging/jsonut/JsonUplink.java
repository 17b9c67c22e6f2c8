package org.maapay.messaging.jsonut;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.NonceStore;
import org.maapay.messaging.NonceStore.Claim;
import org.maapay.messaging.SeenEvents;
import org.maapay.messaging.Uplink;
import org.maapay.messaging.UplinkAnswer;
import org.maapay.messaging.UplinkAnswer.Accepted;
import org.maapay.messaging.UplinkAnswer.Reason;
import org.maapay.messaging.UplinkAnswer.Refused;
import org.maapay.messaging.UplinkEvent;
import org.maapay.messaging.UplinkEvent.UrlChecked;
import org.maapay.messaging.UplinkRequest;
import org.maapay.messaging.jsonut.UplinkReader.Notice;

/**
 * Takes the callbacks of China Unicom and China Telecom: signature, time window, nonce, then the
 * content, then de-duplication. Because the signature leaves the body out, the host should also
 * admit the operator's addresses only.
 */
public final class JsonUplink implements Uplink {
  private static final int LARGEST_BODY = 256 * 1024;

  private final Function<String, Optional<ChatbotAccount>> accounts;
  private final Checks checks;

  /**
   * What callbacks are held against.
   *
   * @param window how far a timestamp may be from now, either way
   */
  public record Checks(NonceStore nonces, SeenEvents seen, InstantSource clock, Duration window) {
    public Checks(NonceStore nonces, SeenEvents seen, InstantSource clock) {
      this(nonces, seen, clock, Duration.ofMinutes(5));
    }
  }

  /**
   * @param accounts finds the account of a chatbot id
   */
  public JsonUplink(Function<String, Optional<ChatbotAccount>> accounts, Checks checks) {
    this.accounts = accounts;
    this.checks = checks;
  }

  @Override
  public UplinkAnswer receive(UplinkRequest request) {
    if (request.body().size() > LARGEST_BODY) {
      return new Refused(Reason.TOO_LARGE);
    }
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

  @Override
  public UplinkAnswer receive(UplinkRequest request, Handler handler) {
    var answer = receive(request);
    if (answer instanceof Accepted(var events, _)) {
      int handled = 0;
      try {
        for (; handled < events.size(); handled++) {
          handler.handle(events.get(handled));
        }
      } finally {
        events.stream().skip(handled).forEach(event -> checks.seen().release(event.key()));
      }
    }
    return answer;
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
    var now = checks.clock().instant();
    if (Duration.between(at, now).abs().compareTo(checks.window()) > 0) {
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
    return callback.kind() + ":" + CallbackSignature.sha256(request.body().toArray());
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

  private UplinkAnswer urlCheck(UplinkRequest request, ChatbotAccount account, Notice notice) {
    var event = new UrlChecked(notice.chatbotId(), notice.nonce(), notice.at());
    var headers =
        request
            .header("echoStr")
            .filter(echo -> echo.matches("[!-~]{1,256}"))
            .map(echo -> Map.of("echoStr", echo, "appId", account.credentials().appId()))
            .orElse(Map.of("appId", account.credentials().appId()));
    return new Accepted(
        checks.seen().claim(event.key(), notice.at()) ? List.of(event) : List.of(), headers);
  }

  private Accepted accepted(List<UplinkEvent> events) {
    var now = checks.clock().instant();
    var fresh = events.stream().filter(event -> checks.seen().claim(event.key(), now)).toList();
    return new Accepted(fresh, Map.of());
  }
}
