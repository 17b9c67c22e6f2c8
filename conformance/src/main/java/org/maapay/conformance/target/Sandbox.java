package org.maapay.conformance.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.maapay.conformance.wire.RawCaller;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import org.maapay.conformance.wire.SignatureDraft;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo's calls that stand in for a payer and for time. A platform without them makes their
 * rules not applicable.
 */
public final class Sandbox {
  private final URI base;
  private final RawCaller caller;

  Sandbox(URI base, InstantSource clock) {
    this.base = base;
    this.caller = new RawCaller(clock);
  }

  /** Pays as that user would; the answer is the cashier's. */
  public Answer pay(String payOrderNo, String mobileNo, String paymentPassword) {
    return post(
        "/sandbox/payment-orders/" + payOrderNo + "/pay",
        object().put("mobileNo", mobileNo).put("paymentPassword", paymentPassword));
  }

  /** The same with a method of the user's: {@code balance} or {@code card}. */
  public Answer pay(String payOrderNo, String mobileNo, String paymentPassword, String method) {
    return post(
        "/sandbox/payment-orders/" + payOrderNo + "/pay",
        object()
            .put("mobileNo", mobileNo)
            .put("paymentPassword", paymentPassword)
            .put("method", method));
  }

  /** Moves the business clock on; the signatures' clock stays. */
  public Answer advance(Duration by) {
    return post("/sandbox/clock", object().put("advance", by.toString()));
  }

  /** How far business time runs ahead of this machine's clock. */
  public Duration ahead() {
    return Duration.parse(advance(Duration.ZERO).ok().text("ahead"));
  }

  public Answer timeline(String payOrderNo) {
    return call("GET", "/sandbox/payment-orders/" + payOrderNo + "/timeline", new byte[0]);
  }

  public Answer notifications(String payOrderNo) {
    return call("GET", "/sandbox/notifications?payOrderNo=" + payOrderNo, new byte[0]);
  }

  public Answer post(String path, ObjectNode body) {
    return call("POST", path, body.toString().getBytes(UTF_8));
  }

  private Answer call(String method, String target, byte[] body) {
    var request =
        new RawRequest(
            method, target, List.of(new Header("Host", SignatureDraft.hostOf(base))), body);
    if (method.equals("POST")) {
      request =
          request
              .with("Content-Type", "application/json")
              .with("Content-Length", Integer.toString(body.length));
    }
    var answer = new Answer(request, caller.send(base, request));
    Assumptions.assumeFalse(
        answer.status() == 404 && answer.text("code").equals("path-unknown"),
        "there is no sandbox here");
    return answer;
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
