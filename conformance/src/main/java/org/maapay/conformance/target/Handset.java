package org.maapay.conformance.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.maapay.conformance.wire.RawCaller;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import org.maapay.conformance.wire.SignatureDraft;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The simulated user's handset: reads conversations, taps suggestions, pays on the real page. */
public final class Handset {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration REST = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI base;
  private final String msisdn;
  private final RawCaller caller;
  private final InstantSource clock;

  Handset(Demo demo, InstantSource clock) {
    this.base = demo.handsetUrl();
    this.msisdn = demo.users().getFirst().mobileNo();
    this.caller = new RawCaller(clock);
    this.clock = clock;
  }

  /** Stops the rule as not applicable when there is no simulated handset. */
  public Handset demanded() {
    try {
      Assumptions.assumeTrue(get("/health").status() == 200, "there is no handset here");
    } catch (UncheckedIOException e) {
      Assumptions.abort("there is no handset here: " + e.getMessage());
    }
    return this;
  }

  /** The chatbot whose conversation bears a merchant's name. */
  public String chatbotOf(String name) {
    return get("/api/conversations?msisdn=" + msisdn)
        .json()
        .valueStream()
        .filter(c -> c.path("name").asString("").equals(name))
        .map(c -> c.path("chatbot").asString())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no conversation named " + name));
  }

  public List<JsonNode> messages(String chatbot) {
    return get("/api/messages?msisdn=" + msisdn + "&chatbot=" + encoded(chatbot))
        .json()
        .valueStream()
        .toList();
  }

  /** Writes a text to the chatbot. */
  public Answer write(String chatbot, String text) {
    return post(
        "/api/messages?msisdn=" + msisdn, object().put("chatbot", chatbot).put("text", text));
  }

  /** Taps a suggestion: sends its display text and postback, nothing else. */
  public Answer tap(String chatbot, JsonNode suggestion) {
    var kind = suggestion.has("reply") ? "reply" : "action";
    var from = suggestion.path(kind);
    var response = object();
    var to = response.putObject(kind).put("displayText", from.path("displayText").asString());
    if (from.has("postback")) {
      to.set("postback", from.path("postback"));
    }
    var body = object().put("chatbot", chatbot);
    body.set("response", response);
    return post("/api/messages?msisdn=" + msisdn, body);
  }

  /** Opens the pay page and pays there with the keypad, as the user would. */
  public Answer pay(String payUrl, String paymentPassword) {
    return post(
        "/api/pay",
        object()
            .put("payUrl", payUrl)
            .put("mobileNo", msisdn)
            .put("paymentPassword", paymentPassword));
  }

  /** Opens the pay page and says that the order is not the user's, or takes a block back. */
  public Answer refuse(String payUrl, String what) {
    return post("/api/refuse", object().put("payUrl", payUrl).put("what", what));
  }

  /** Opens the signing page and signs there with the keypad, as the user would. */
  public Answer sign(String signUrl, String paymentPassword) {
    return post(
        "/api/sign", object().put("signUrl", signUrl).put("paymentPassword", paymentPassword));
  }

  /** Raises the SDK with a card's address and pays there with the keypad, as the user would. */
  public Answer payInSdk(String sdkUrl, String paymentPassword) {
    return post(
        "/api/pay",
        object()
            .put("sdkUrl", sdkUrl)
            .put("mobileNo", msisdn)
            .put("paymentPassword", paymentPassword));
  }

  /** The wire records after an id, oldest first. */
  public List<JsonNode> wire(long after) {
    return get("/api/wire?msisdn=" + msisdn + "&limit=500&after=" + after)
        .json()
        .valueStream()
        .toList();
  }

  /** The same, when what is still under way has been written down: a record follows its answer. */
  public List<JsonNode> wireAtRest(long after) {
    var before = new AtomicReference<>(wire(after));
    LockSupport.parkNanos(REST.toNanos());
    return until(
        "an end of what goes over the wires",
        PATIENCE,
        h -> {
          var now = h.wire(after);
          if (now.size() == before.getAndSet(now).size()) {
            return now;
          }
          LockSupport.parkNanos(REST.toNanos());
          return null;
        });
  }

  /** The newest record's id, to ask from. */
  public long wirePosition() {
    var all = wire(0);
    return all.isEmpty() ? 0 : all.getLast().path("id").asLong();
  }

  /** Asks again until there is something or the time is over. */
  public <T> T until(String what, Duration within, Function<Handset, @Nullable T> look) {
    var end = clock.instant().plus(within);
    while (clock.instant().isBefore(end)) {
      var found = look.apply(this);
      if (found != null) {
        return found;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    throw new AssertionError(what + " did not come within " + within.toSeconds() + " s");
  }

  public Answer get(String target) {
    var request = new RawRequest("GET", target, List.of(host()), new byte[0]);
    return new Answer(request, caller.send(base, request));
  }

  private Answer post(String target, ObjectNode body) {
    var bytes = body.toString().getBytes(UTF_8);
    var headers =
        List.of(
            host(),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", Integer.toString(bytes.length)));
    var request = new RawRequest("POST", target, headers, bytes);
    return new Answer(request, caller.send(base, request));
  }

  private Header host() {
    return new Header("Host", SignatureDraft.hostOf(base));
  }

  private static String encoded(String value) {
    return java.net.URLEncoder.encode(value, UTF_8);
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
