package org.maapay.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.KeypadRefused;
import org.maapay.payer.KeypadSealer;
import org.maapay.payer.KeypadSession;
import org.maapay.payer.Purpose;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user at the cashier page: opens it, types his password on the keypad, confirms. Every step is
 * the real call; the layout of the keypad is learnt from the sandbox, for want of eyes.
 */
public final class Payer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final Eyes eyes;
  private final KeypadSealer sealer;

  /** What a payment is made from. */
  public enum Source {
    BALANCE,
    CARD
  }

  /**
   * An open cashier page.
   *
   * @param status {@code PAYABLE}, {@code PAYING}, {@code PAID} or {@code CLOSED}
   */
  public record Page(
      String origin, String session, String payOrderNo, String status, JsonNode all) {
    /** What the balance holds, in fen. */
    public Optional<Long> availableFen() {
      return method(Source.BALANCE)
          .map(found -> found.path("available").asDecimal().movePointRight(2).longValueExact());
    }

    /** Whether the payer can choose {@code source}. */
    public boolean offers(Source source) {
      return method(source).isPresent();
    }

    private Optional<JsonNode> method(Source source) {
      return all.path("methods")
          .valueStream()
          .filter(method -> method.path("kind").asString("").equals(source.name()))
          .findFirst();
    }

    @Override
    public String toString() {
      return payOrderNo;
    }
  }

  /** A password typed and sealed, ready to be confirmed. */
  public record Typed(Page page, String methodId, String envelope) {
    @Override
    public String toString() {
      return page.payOrderNo();
    }
  }

  /** What the cashier answered. */
  public sealed interface Answer {
    record Paid() implements Answer {}

    record Processing() implements Answer {}

    record Declined(String reason) implements Answer {}

    /** The order can't be paid now: {@code order-paid}, {@code payment-in-progress} … */
    record Refused(String code) implements Answer {}
  }

  public Payer(DemoFacts facts, HttpClient http) {
    this.http = http;
    this.eyes = new Eyes(http, facts.platform().baseUrl());
    this.sealer = KeypadSealer.trusting(facts.platform().keypadKeyPem());
  }

  /** Opens the page behind a link for the first time, or again. */
  public Page open(URI payUrl) throws IOException {
    var document = send(HttpRequest.newBuilder(payUrl));
    if (document.statusCode() != 200) {
      throw new IOException("the page answered " + document.statusCode());
    }
    var origin = payUrl.getScheme() + "://" + payUrl.getAuthority();
    var payOrderNo = payUrl.getPath().substring("/pay/".length());
    var reference = payUrl.getQuery().replaceFirst("^t=", "").replaceFirst("&.*", "");
    var opened =
        call(
            origin + "/cashier/v1/sessions",
            null,
            Map.of("payOrderNo", payOrderNo, "reference", reference));
    return new Page(
        origin,
        opened.path("session").asString(),
        payOrderNo,
        opened.path("order").path("status").asString(),
        opened);
  }

  /** Opens the keypad whose ticket came with the page, and types {@code password}. */
  public Typed type(Page page, Source source, String password) throws IOException {
    var methodId =
        page.method(source)
            .orElseThrow(() -> new IOException("the page offers no " + source))
            .path("id")
            .asString();
    var keypad = page.all().path("keypad");
    var keypadUrl = URI.create(keypad.path("keypadUrl").asString());
    var session =
        call(
            keypadUrl.resolve("/keypad/v1/sessions").toString(),
            null,
            Map.of("ticket", keypad.path("ticket").asString()));
    var sid = session.path("sid").asString();
    var purpose =
        new Purpose(
            page.payOrderNo(), keypad.path("payee").asString(), keypad.path("amount").asString());
    return new Typed(page, methodId, seal(session, purpose, positions(sid, password)));
  }

  /** Confirms the payment: the call that moves money. */
  public Answer confirm(Typed typed) throws IOException {
    var answer =
        post(
            typed.page().origin() + "/cashier/v1/payments",
            typed.page().session(),
            Map.of("methodId", typed.methodId(), "envelope", typed.envelope()));
    var body = JSON.readTree(answer.body());
    if (answer.statusCode() == 409) {
      return new Answer.Refused(body.path("code").asString());
    }
    expect(answer);
    return switch (body.path("outcome").asString("")) {
      case "PAID" -> new Answer.Paid();
      case "PROCESSING" -> new Answer.Processing();
      case "DECLINED" -> new Answer.Declined(body.path("reason").asString());
      default -> throw new IOException("an outcome that nobody knows");
    };
  }

  private String seal(JsonNode session, Purpose purpose, byte[] positions) throws IOException {
    List<String> cells = session.path("cells").valueStream().map(JsonNode::asString).toList();
    try {
      return sealer.seal(
          new KeypadSession(
              session.path("sid").asString(),
              cells,
              session.path("serverKey").asString(),
              session.path("serverKeySignature").asString()),
          purpose,
          positions);
    } catch (KeypadRefused e) {
      throw new IOException("the keypad is not the institution's", e);
    }
  }

  private byte[] positions(String sid, String password) throws IOException {
    var digits = eyes.read(sid);
    var positions = new byte[password.length()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (byte) digits.indexOf(password.charAt(i));
    }
    return positions;
  }

  private JsonNode call(String url, @Nullable String session, Map<String, String> body)
      throws IOException {
    var answer = post(url, session, body);
    expect(answer);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<byte[]> post(String url, @Nullable String session, Map<String, String> body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (session != null) {
      request.header("Authorization", "Bearer " + session);
    }
    return send(request);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static void expect(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.uri().getPath().replaceFirst("/pay/.*", "/pay/…")
              + " answered "
              + answer.statusCode());
    }
  }
}
