package org.maapay.simulator.terminal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.KeypadRefused;
import org.maapay.payer.KeypadSealer;
import org.maapay.payer.KeypadSession;
import org.maapay.payer.Purpose;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user who opens a pay link and types his password, without a screen: a real page session and a
 * real keypad session. Because he can't see where the digits are he asks the sandbox.
 */
final class SimulatedPayer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Pattern PAY_LINK =
      Pattern.compile(".*/pay/([0-9A-Za-z_-]+)\\?(?:.*&)?t=([^&#]+).*");

  private static final Pattern SIGN_LINK =
      Pattern.compile(".*/mandate/([0-9A-Za-z_-]+)\\?(?:.*&)?t=([^&#]+).*");

  private final Platform platform;
  private final SdkPayer sdk;

  SimulatedPayer(Platform platform, @Nullable WireLog log) {
    this.platform = platform;
    this.sdk = new SdkPayer(platform, log);
  }

  /** A call that did not succeed; its answer goes back as it is. */
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Reply answer;

    Stopped(Reply answer) {
      super("stopped");
      this.answer = answer;
    }
  }

  /**
   * {@code {payUrl | sdkUrl, mobileNo, paymentPassword, method?}}; answers the outcome of the page,
   * or of the SDK.
   */
  Reply pay(Request request) {
    var body = HandsetCalls.body(request);
    if (body.isPresent() && body.get().has("sdkUrl")) {
      return sdk.pay(body.get());
    }
    var link = PAY_LINK.matcher(body.map(json -> json.path("payUrl").asString()).orElse(""));
    if (body.isEmpty() || !link.matches()) {
      return Reply.problem(400, "request-invalid", "Give payUrl, mobileNo, paymentPassword.");
    }
    return attempt(() -> pay(body.get(), link.group(1), Request.decodePath(link.group(2))));
  }

  /** {@code {signUrl, paymentPassword, method?}}; answers the signing page's outcome. */
  Reply sign(Request request) {
    var body = HandsetCalls.body(request);
    var link = SIGN_LINK.matcher(body.map(json -> json.path("signUrl").asString()).orElse(""));
    if (body.isEmpty() || !link.matches()) {
      return Reply.problem(400, "request-invalid", "Give signUrl and paymentPassword.");
    }
    return attempt(() -> sign(body.get(), link.group(1), Request.decodePath(link.group(2))));
  }

  /** {@code {payUrl, what: CLOSE | BLOCK | LIFT}}: the user says that the order is not his. */
  Reply refuse(Request request) {
    var body = HandsetCalls.body(request);
    var link = PAY_LINK.matcher(body.map(json -> json.path("payUrl").asString()).orElse(""));
    if (body.isEmpty() || !link.matches()) {
      return Reply.problem(400, "request-invalid", "Give payUrl and what.");
    }
    return attempt(() -> {
      var nodes = JsonNodeFactory.instance;
      var opening =
          nodes
              .objectNode()
              .put("payOrderNo", link.group(1))
              .put("reference", Request.decodePath(link.group(2)));
      var session = post(cashier("/cashier/v1/sessions"), null, opening).path("session").asString();
      var what = body.get().path("what").asString();
      return Reply.json(
          200,
          what.equals("LIFT")
              ? post(cashier("/cashier/v1/refusals/lift"), session, nodes.objectNode())
              : post(
                  cashier("/cashier/v1/refusals"),
                  session,
                  nodes.objectNode().put("block", what.equals("BLOCK"))));
    });
  }

  /** What a user does step by step. */
  private interface Deed {
    Reply done() throws Stopped, KeypadRefused, IOException, InterruptedException;
  }

  private static Reply attempt(Deed deed) {
    try {
      return deed.done();
    } catch (Stopped stopped) {
      return stopped.answer;
    } catch (KeypadRefused refused) {
      return Reply.problem(502, "keypad-refused", String.valueOf(refused.getMessage()));
    } catch (IOException | JacksonException _) {
      return Reply.problem(502, "platform-unreachable", "The platform does not answer.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.problem(503, "ending", "The simulator is ending.");
    }
  }

  private Reply sign(JsonNode wish, String mandateNo, String reference)
      throws Stopped, KeypadRefused, IOException, InterruptedException {
    var nodes = JsonNodeFactory.instance;
    var opening = nodes.objectNode().put("mandateNo", mandateNo).put("reference", reference);
    var page = post(cashier("/cashier/v1/mandate-sessions"), null, opening);
    var session = page.path("session").asString();
    var method = method(page.path("methods"), wish.path("method").asString());
    if (method.isEmpty()) {
      throw new Stopped(Reply.problem(409, "no-method", "The payer has no such way to pay."));
    }
    var purpose = nodes.objectNode().put("purpose", "SIGN");
    var keypad = post(cashier("/cashier/v1/mandate-keypads"), session, purpose);
    var envelope = type(keypad, wish.path("paymentPassword").asString());
    var entry = nodes.objectNode().put("methodId", method.get()).put("envelope", envelope);
    return Reply.json(200, post(cashier("/cashier/v1/mandates"), session, entry));
  }

  private Reply pay(JsonNode wish, String payOrderNo, String reference)
      throws Stopped, KeypadRefused, IOException, InterruptedException {
    var opening =
        JsonNodeFactory.instance
            .objectNode()
            .put("payOrderNo", payOrderNo)
            .put("reference", reference);
    var page = post(cashier("/cashier/v1/sessions"), null, opening);
    var session = page.path("session").asString();
    var method = method(page.path("methods"), wish.path("method").asString());
    if (method.isEmpty()) {
      throw new Stopped(Reply.problem(409, "no-method", "The payer has no such way to pay."));
    }
    var choice = JsonNodeFactory.instance.objectNode().put("methodId", method.get());
    var keypad = post(cashier("/cashier/v1/keypads"), session, choice);
    var envelope = type(keypad, wish.path("paymentPassword").asString());
    var paid = post(cashier("/cashier/v1/payments"), session, choice.put("envelope", envelope));
    return Reply.json(200, settled(paid, session));
  }

  /** Waits a little for an outcome that is still open, as a page does. */
  private JsonNode settled(JsonNode outcome, String session)
      throws Stopped, IOException, InterruptedException {
    var last = outcome;
    for (int i = 0; i < 20 && "PROCESSING".equals(last.path("outcome").asString()); i++) {
      Thread.sleep(Math.clamp(last.path("askAgainMillis").asLong(300), 100, 1000));
      last = get(cashier("/cashier/v1/payments/current"), session);
    }
    return last;
  }

  /** The method of the wished kind or id; without a wish the first that is enough. */
  private static Optional<String> method(JsonNode methods, String wished) {
    return methods
        .valueStream()
        .filter(method ->
            wished.isEmpty()
                ? method.path("enough").asBoolean(true)
                : wished.equalsIgnoreCase(method.path("kind").asString())
                    || wished.equals(method.path("id").asString()))
        .map(method -> method.path("id").asString())
        .findFirst();
  }

  private String type(JsonNode keypad, String password)
      throws Stopped, KeypadRefused, IOException, InterruptedException {
    var ticket =
        JsonNodeFactory.instance.objectNode().put("ticket", keypad.path("ticket").asString());
    var opened = post(URI.create(platform.keypadOrigin() + "/keypad/v1/sessions"), null, ticket);
    var session =
        new KeypadSession(
            opened.path("sid").asString(),
            opened.path("cells").valueStream().map(JsonNode::asString).toList(),
            opened.path("serverKey").asString(),
            opened.path("serverKeySignature").asString());
    var layout = get(URI.create(platform.baseUrl() + "/sandbox/keypad/" + session.sid()), null);
    var digits = layout.path("digits").asString();
    var positions = new byte[password.length()];
    for (int i = 0; i < positions.length; i++) {
      int position = digits.indexOf(password.charAt(i));
      if (position < 0) {
        throw new Stopped(Reply.problem(400, "request-invalid", "A password has digits alone."));
      }
      positions[i] = (byte) position;
    }
    var purpose =
        new Purpose(
            keypad.path("payOrderNo").asString(),
            keypad.path("payee").asString(),
            keypad.path("amount").asString());
    return KeypadSealer.trusting(platform.keypadKeyPem()).seal(session, purpose, positions);
  }

  private URI cashier(String path) {
    return URI.create(platform.cashierOrigin() + path);
  }

  private JsonNode post(URI url, @Nullable String session, ObjectNode body)
      throws Stopped, IOException, InterruptedException {
    return exchange(
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())),
        session);
  }

  private JsonNode get(URI url, @Nullable String session)
      throws Stopped, IOException, InterruptedException {
    return exchange(HttpRequest.newBuilder(url).GET(), session);
  }

  private JsonNode exchange(HttpRequest.Builder request, @Nullable String session)
      throws Stopped, IOException, InterruptedException {
    if (session != null) {
      request.header("authorization", "Bearer " + session);
    }
    var response =
        platform
            .http()
            .send(
                request.timeout(TIMEOUT).header("accept", "application/json").build(),
                BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new Stopped(
          Reply.text(
              response.statusCode(),
              response.headers().firstValue("content-type").orElse("application/problem+json"),
              response.body()));
    }
    return JSON.readTree(response.body());
  }
}
