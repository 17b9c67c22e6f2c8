package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SDK's calls to the institution, each with the session's proof. */
final class Talk {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final byte[] NOTHING = new byte[0];

  private final Wire wire;
  private final String origin;
  private final ProofKey key;
  private String session = "";
  private String sessionId = "";
  private Json offered = Json.EMPTY;

  Talk(Wire wire, String origin, SecureRandom random) {
    this.wire = wire;
    this.origin = origin;
    this.key = ProofKey.make(random);
  }

  /** Opens the token; saying so once more after silence is harmless. */
  Heard open(String token, String device, Set<RiskSign> signs) {
    var risk =
        signs.stream()
            .sorted()
            .map(sign -> Json.quoted(sign.name()))
            .collect(Collectors.joining(","));
    var heard =
        post(
            "/cashier/v1/sdk-sessions",
            "{\"token\":%s,\"device\":%s,\"proofKey\":%s,\"risk\":[%s]}"
                .formatted(
                    Json.quoted(token), Json.quoted(device), Json.quoted(key.publicHalf()), risk));
    if (heard.isAnswer()) {
      session = heard.json().text("session");
      sessionId = heard.json().text("sessionId");
      offered = heard.json().object("keypad");
    }
    return heard;
  }

  /** A fresh keypad. The first one's ticket came with the session, but may be too old by now. */
  Heard keypad(String methodId) {
    var first = offered;
    offered = Json.EMPTY;
    if (!first.text("ticket").isEmpty()) {
      var heard = layout(first);
      if (!heard.code().equals("keypad-ticket-used")) {
        return heard;
      }
    }
    var ticket = post("/cashier/v1/keypads", "{\"methodId\":" + Json.quoted(methodId) + "}");
    return ticket.isAnswer() ? layout(ticket.json()) : ticket;
  }

  /** Opens the keypad itself, at its own origin; it knows no session. */
  private Heard layout(Json ticket) {
    var place = URI.create(ticket.text("keypadUrl"));
    var url = place.getScheme() + "://" + place.getRawAuthority() + "/keypad/v1/sessions";
    var body = "{\"ticket\":" + Json.quoted(ticket.text("ticket")) + "}";
    return send("POST", url, Map.of(), body.getBytes(UTF_8));
  }

  Heard challenge(String methodId) {
    return post("/cashier/v1/challenges", "{\"methodId\":" + Json.quoted(methodId) + "}");
  }

  Heard payByPassword(String methodId, String envelope) {
    return post(
        "/cashier/v1/payments",
        "{\"methodId\":%s,\"envelope\":%s}"
            .formatted(Json.quoted(methodId), Json.quoted(envelope)));
  }

  Heard payBySignature(String methodId, String keyId, String challenge, byte[] der) {
    return post(
        "/cashier/v1/payments",
        "{\"methodId\":%s,\"device\":{\"keyId\":%s,\"challenge\":%s,\"signature\":\"%s\"}}"
            .formatted(
                Json.quoted(methodId),
                Json.quoted(keyId),
                Json.quoted(challenge),
                TEXT.encodeToString(EcSignature.plain(der))));
  }

  /** The order is not the user's; with {@code block} its merchant sends him no more. */
  Heard refuse(boolean block) {
    return post("/cashier/v1/refusals", "{\"block\":" + block + "}");
  }

  Heard current() {
    var path = "/cashier/v1/payments/current";
    return send("GET", origin + path, headers("GET", path, NOTHING), null);
  }

  Heard enrol(String enrolment, String keyId, String label, byte[] publicKey, byte[] der) {
    return post(
        "/cashier/v1/devices",
        "{\"enrolment\":%s,\"label\":%s,\"handset\":{\"keyId\":%s,\"publicKey\":\"%s\",\"signature\":\"%s\"}}"
            .formatted(
                Json.quoted(enrolment),
                Json.quoted(label),
                Json.quoted(keyId),
                TEXT.encodeToString(publicKey),
                TEXT.encodeToString(EcSignature.plain(der))));
  }

  private Heard post(String path, String json) {
    var body = json.getBytes(UTF_8);
    try {
      return send("POST", origin + path, headers("POST", path, body), body);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private Map<String, String> headers(String method, String path, byte[] body) {
    var headers = new HashMap<String, String>();
    if (!session.isEmpty()) {
      headers.put("Authorization", "Bearer " + session);
      headers.put("MaaPay-Proof", key.proof(sessionId, method, path, body));
    }
    return headers;
  }

  private Heard send(
      String method, String url, Map<String, String> headers, byte @Nullable [] body) {
    try {
      return Heard.of(wire.send(method, url, headers, body));
    } catch (IOException noAnswer) {
      return Heard.SILENCE;
    }
  }
}
