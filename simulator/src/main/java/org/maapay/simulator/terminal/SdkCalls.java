package org.maapay.simulator.terminal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.terminal.EventStreams.Event;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.node.JsonNodeFactory;

/** The page's calls to its handset's SDK. */
final class SdkCalls {
  private final Map<PhoneNumber, SdkPhone> phones = new ConcurrentHashMap<>();
  private final Handsets handsets;
  private final Platform platform;
  private final WireLog log;

  SdkCalls(Handsets handsets, Platform platform, WireLog log) {
    this.handsets = handsets;
    this.platform = platform;
    this.log = log;
  }

  /** {@code {url}}; answers whether an SDK was raised, else the page opens it in its web view. */
  Reply raise(Handset handset, Request request) {
    var url = HandsetCalls.body(request).map(json -> json.path("url").asString()).orElse("");
    boolean raised = !platform.keypadKeyPem().isEmpty() && phone(handset).raise(url);
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("raised", raised));
  }

  /** {@code {act, value?}}. */
  Reply tap(Handset handset, Request request) {
    var body = HandsetCalls.body(request);
    if (body.isEmpty()) {
      return Reply.problem(400, "request-invalid", "Say what the user did.");
    }
    phone(handset).tap(body.get().path("act").asString(), body.get().path("value").asString(""));
    return Reply.json(200, JsonNodeFactory.instance.objectNode());
  }

  /** What the SDK shows, for a page that was loaded anew. */
  Reply shown(Handset handset) {
    return Reply.json(
        200,
        platform.keypadKeyPem().isEmpty()
            ? JsonNodeFactory.instance.objectNode().put("at", "gone")
            : phone(handset).shown());
  }

  private SdkPhone phone(Handset handset) {
    return phones.computeIfAbsent(
        handset.number(),
        number ->
            new SdkPhone(
                platform,
                log,
                number.masked(),
                view -> handsets.streams().publish(number, Event.of("sdk", view))));
  }
}
