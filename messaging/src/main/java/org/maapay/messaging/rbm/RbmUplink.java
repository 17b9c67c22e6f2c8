package org.maapay.messaging.rbm;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkEvent.UrlChecked;
import org.maapay.messaging.uplink.UplinkParser;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Digests;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Reading;
import tools.jackson.databind.JsonNode;

/**
 * Takes Google's webhook calls at an address that ends with the agent's id: the check of the
 * address by the client token, and events whose whole content is signed with it. Google repeats
 * what was not answered for a week, unchanged, so nothing is refused for its age: an event has its
 * effect once.
 */
public final class RbmUplink implements UplinkParser {
  private final Function<String, Optional<ChatbotAccount>> accounts;
  private final MessageIds ids;
  private final UplinkChecks checks;

  /**
   * The callbacks of some agents.
   *
   * @param accounts finds the account of an agent's id, {@code agent@rbm.goog}
   */
  public RbmUplink(
      Function<String, Optional<ChatbotAccount>> accounts, MessageIds ids, UplinkChecks checks) {
    this.accounts = accounts;
    this.ids = ids;
    this.checks = checks;
  }

  /** The signature of an event's bytes. Also for those who test their webhooks. */
  public static String sign(String clientToken, byte[] data) {
    return Base64.getEncoder().encodeToString(Digests.hmacSha512(clientToken, data));
  }

  @Override
  public UplinkAnswer parse(UplinkRequest request) {
    if (!request.method().equals("POST")) {
      return new Refused(Reason.WRONG_METHOD);
    }
    var last = request.path().replaceFirst("/$", "").replaceFirst("^.*/", "");
    var account = accounts.apply(Reading.unescaped(last));
    if (account.isEmpty()) {
      return new Refused(Reason.UNKNOWN_CHATBOT);
    }
    var json = Json.object(request.body().toArray());
    if (json.isEmpty()) {
      return new Refused(Reason.UNREADABLE);
    }
    return json.get().has("clientToken")
        ? urlCheck(json.get(), account.get())
        : event(request, json.get().path("message"), account.get());
  }

  private UplinkAnswer urlCheck(JsonNode json, ChatbotAccount account) {
    var token = account.credentials().callbackToken();
    if (token.isEmpty() || !Digests.same(token, json.path("clientToken").asString())) {
      return new Refused(Reason.BAD_SIGNATURE);
    }
    var secret = json.path("secret").asString();
    if (!secret.matches("[!-~]{1,256}")) {
      return new Refused(Reason.UNREADABLE);
    }
    var event =
        new UrlChecked(account.chatbotId(), Digests.sha256(secret), checks.clock().instant());
    return new Accepted(List.of(event), Map.of("content-type", "text/plain"), secret);
  }

  private UplinkAnswer event(UplinkRequest request, JsonNode message, ChatbotAccount account) {
    var signature = request.header("x-goog-signature");
    var data = decoded(message.path("data").asString());
    if (data.length == 0) {
      return new Refused(Reason.UNREADABLE);
    }
    if (signature.isEmpty()) {
      return new Refused(Reason.UNSIGNED);
    }
    var token = account.credentials().callbackToken();
    if (token.isEmpty() || !Digests.same(sign(token, data), signature.get())) {
      return new Refused(Reason.BAD_SIGNATURE);
    }
    var json = Json.object(data);
    if (json.isEmpty()) {
      return new Refused(Reason.UNREADABLE);
    }
    var reader = new RbmReader(account.chatbotId(), ids, checks.clock().instant());
    if (!reader.addressedHere(json.get())) {
      return new Refused(Reason.MISADDRESSED);
    }
    return reader
        .read(json.get())
        .<UplinkAnswer>map(events -> new Accepted(events, Map.of()))
        .orElseGet(() -> new Refused(Reason.UNREADABLE));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
