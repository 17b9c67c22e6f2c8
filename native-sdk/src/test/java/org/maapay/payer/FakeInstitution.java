package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An institution's side of the SDK interface, with behaviour, in memory. */
final class FakeInstitution implements Wire {
  static final String ORIGIN = "https://pay.example";
  static final String ORDER = "2026010100421530001230123456789";
  static final String TOKEN = ORDER + ".0.AAAAAAAAAAAAAAAAAAAAAA";
  static final Purpose PURPOSE = new Purpose(ORDER, "海风咖啡", "12.50");

  final Vault vault;
  final List<String> asked = new ArrayList<>();

  /** Whether the ticket that came with the session has run out. */
  boolean isLate;

  final Map<String, String> registered = new HashMap<>();
  final Set<String> challenges = new TreeSet<>();

  /** The cells that make the password. */
  final List<Integer> password = List.of(4, 0, 7, 1, 9, 3);

  String status = "PAYABLE";
  String risk = "";

  /** The user takes no more requests of the merchant. */
  boolean blocked;

  /** Answered once, in order, instead of what would be answered; an empty one is silence. */
  final List<Answer> instead = new ArrayList<>();

  /** Whether silence falls after the call was carried out. */
  boolean losesAnswers;

  private static final String FIRST = "with-the-session";
  private Vault keypads;
  private String proofKey = "";
  private int opened;
  private int next;

  FakeInstitution() throws GeneralSecurityException {
    vault = new Vault("sid-1");
    keypads = vault;
  }

  /** From now on somebody else's keypads are answered. */
  void keypadsOf(Vault stranger) {
    keypads = stranger;
  }

  /** The next order has a token that was not opened yet. */
  void forgetOpening() {
    opened = 0;
  }

  static Answer problem(int status, String code) {
    return new Answer(status, "{\"code\":\"" + code + "\",\"title\":\"\\u65e0\"}");
  }

  static Answer outcome(String json) {
    return new Answer(200, json);
  }

  @Override
  public synchronized Answer send(
      String method, String url, Map<String, String> headers, byte @Nullable [] json)
      throws IOException {
    var path = url.replaceFirst("^https://[^/]+", "");
    asked.add(method + " " + path);
    var body = json == null ? new byte[0] : json.clone();
    if (!path.equals("/cashier/v1/sdk-sessions") && !path.startsWith("/keypad/")) {
      requireProof(method, path, headers, body);
    }
    if (!instead.isEmpty() && path.startsWith("/cashier/v1/pay")) {
      var answer = instead.remove(0);
      if (answer.body().isEmpty()) {
        throw new IOException("no answer");
      }
      return answer;
    }
    var answer = answer(path, Json.read(body.length == 0 ? "{}" : new String(body, UTF_8)));
    if (losesAnswers) {
      losesAnswers = false;
      throw new IOException("the answer is lost");
    }
    return answer;
  }

  private Answer answer(String path, Json body) {
    return switch (path) {
      case "/cashier/v1/sdk-sessions" -> open(body);
      case "/cashier/v1/keypads" -> outcome(keypad("t"));
      case "/keypad/v1/sessions" ->
          isLate && body.text("ticket").equals(FIRST)
              ? problem(410, "keypad-ticket-used")
              : layout();
      case "/cashier/v1/challenges" -> challenge();
      case "/cashier/v1/payments" -> pay(body);
      case "/cashier/v1/payments/current" -> outcome("{\"orderStatus\":\"" + status + "\"}");
      case "/cashier/v1/devices" -> enrol(body);
      case "/cashier/v1/refusals" -> refuse(body);
      default -> problem(404, "path-unknown");
    };
  }

  private Answer open(Json body) {
    risk = String.join(",", body.texts("risk"));
    if (!body.text("token").equals(TOKEN)) {
      return problem(404, "sdk-token-unknown");
    }
    if (opened > 0 && !body.text("proofKey").equals(proofKey)) {
      return problem(410, "sdk-token-used");
    }
    opened++;
    proofKey = body.text("proofKey");
    var devices =
        registered.keySet().stream()
            .map(id -> "{\"kind\":\"SDK\",\"keyId\":\"" + id + "\"}")
            .collect(Collectors.joining(","));
    return outcome(
        """
        {"session":"s.1","sessionId":"s",
         "order":{"payOrderNo":"%s","merchantName":"海风咖啡","goodsName":"拿铁","amount":"12.50",
                  "status":"%s","expiresAt":"2026-01-01T05:00:00Z"},
         "payer":{"mobile":"138****8000","registered":true},
         "methods":[{"id":"balance","kind":"BALANCE","label":"余额","available":"88.00","enough":true},
                    {"id":"card-1","kind":"CARD","label":"招商银行","cardType":"DEBIT","enough":true}],
         "password":{"set":true,"triesLeft":5},"devices":[%s],"keypad":%s}
        """
            .formatted(ORDER, status, devices, keypad(FIRST)));
  }

  private static String keypad(String ticket) {
    return "{\"ticket\":\"%s\",\"keypadUrl\":\"https://keypad.example/keypad.html\",\"length\":6}"
        .formatted(ticket);
  }

  private Answer layout() {
    try {
      var session = keypads.session();
      return outcome(
          "{\"sid\":\"%s\",\"cells\":[%s],\"sprite\":\"data:,\",\"serverKey\":\"%s\",\"serverKeySignature\":\"%s\"}"
              .formatted(
                  session.sid(),
                  session.cells().stream().map(Json::quoted).collect(Collectors.joining(",")),
                  session.serverKey(),
                  session.serverKeySignature()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Answer challenge() {
    var challenge = "challenge-number-" + ++next;
    challenges.add(challenge);
    return outcome("{\"challenge\":\"" + challenge + "\",\"expiresInSeconds\":60}");
  }

  private Answer pay(Json body) {
    var device = body.object("device");
    boolean right =
        body.text("envelope").isEmpty() ? isSigned(device) : isPassword(body.text("envelope"));
    if (!right) {
      return outcome("{\"outcome\":\"DECLINED\",\"reason\":\"WRONG_PASSWORD\",\"triesLeft\":4}");
    }
    status = "PAID";
    var leave = body.text("envelope").isEmpty() ? "" : ",\"enrolment\":\"leave-to-enrol-01\"";
    return outcome("{\"outcome\":\"PAID\",\"paidAt\":\"2026-01-01T04:00:00Z\"" + leave + "}");
  }

  private boolean isPassword(String envelope) {
    try {
      return vault.open(envelope, PURPOSE).equals(password);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean isSigned(Json device) {
    var challenge = device.text("challenge");
    var text = String.join("|", "maapay-device-v1", challenge, ORDER, "海风咖啡", "12.50");
    var key = registered.get(device.text("keyId"));
    return challenges.remove(challenge)
        && key != null
        && verifies(key, text, device.text("signature"));
  }

  private Answer refuse(Json body) {
    if (status.equals("PAID")) {
      return problem(409, "order-paid");
    }
    status = "CLOSED";
    blocked |= body.flag("block");
    return outcome("{\"orderStatus\":\"CLOSED\",\"blocked\":" + blocked + "}");
  }

  private Answer enrol(Json body) {
    var handset = body.object("handset");
    var key = handset.text("publicKey");
    if (!body.text("enrolment").equals("leave-to-enrol-01")
        || !verifies(key, "maapay-enrol-v1|leave-to-enrol-01", handset.text("signature"))) {
      return problem(422, "device-key-not-accepted");
    }
    registered.put(handset.text("keyId"), key);
    return outcome("{\"keyId\":\"" + handset.text("keyId") + "\",\"kind\":\"SDK\"}");
  }

  private void requireProof(String method, String path, Map<String, String> headers, byte[] body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(body);
      var text =
          String.join(
              "|",
              "maapay-proof-v1",
              "s",
              method,
              path,
              Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
      if (!"Bearer s.1".equals(headers.get("Authorization"))
          || !verifies(proofKey, text, headers.getOrDefault("MaaPay-Proof", ""))) {
        throw new AssertionError("a call without its proof: " + path);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean verifies(String key, String text, String signature) {
    try {
      var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(publicKey(key));
      verifier.update(text.getBytes(UTF_8));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static PublicKey publicKey(String key) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getUrlDecoder().decode(key)));
  }

  boolean wasAsked(String... calls) {
    return asked.containsAll(Arrays.asList(calls));
  }
}
