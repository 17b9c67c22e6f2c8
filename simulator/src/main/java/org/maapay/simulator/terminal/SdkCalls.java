package org.maapay.simulator.terminal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.terminal.EventStreams.Event;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.node.JsonNodeFactory;

/** The page's calls to its handset's SDK. */
final class SdkCalls {
  /** One institution's SDK on one handset. */
  private record Installed(PhoneNumber number, String cashierOrigin) {}

  private final Map<Installed, SdkPhone> sdks = new ConcurrentHashMap<>();

  /** The one that was raised last. */
  private final Map<PhoneNumber, SdkPhone> phones = new ConcurrentHashMap<>();

  private final Handsets handsets;
  private final List<Platform> platforms;
  private final WireLog log;

  SdkCalls(Handsets handsets, List<Platform> platforms, WireLog log) {
    this.handsets = handsets;
    this.platforms = platforms.stream().filter(one -> !one.keypadKeyPem().isEmpty()).toList();
    this.log = log;
  }

  /** {@code {url}}; answers whether an SDK was raised, else the page opens it in its web view. */
  Reply raise(Handset handset, Request request) {
    var url = HandsetCalls.body(request).map(json -> json.path("url").asString()).orElse("");
    var owner = platforms.stream().filter(one -> one.owns(url)).findFirst();
    boolean raised = owner.isPresent() && phone(handset, owner.get()).raise(url);
    return Reply.json(200, JsonNodeFactory.instance.objectNode().put("raised", raised));
  }

  /** {@code {act, value?}}. */
  Reply tap(Handset handset, Request request) {
    var body = HandsetCalls.body(request);
    if (body.isEmpty()) {
      return Reply.problem(400, "request-invalid", "Say what the user did.");
    }
    var act = body.get().path("act").asString();
    var value = body.get().path("value").asString("");
    Optional.ofNullable(phones.get(handset.number())).ifPresent(phone -> phone.tap(act, value));
    return Reply.json(200, JsonNodeFactory.instance.objectNode());
  }

  /** What the SDK shows, for a page that was loaded anew. */
  Reply shown(Handset handset) {
    return Reply.json(
        200,
        Optional.ofNullable(phones.get(handset.number()))
            .map(SdkPhone::shown)
            .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("at", "gone")));
  }

  /** The SDK of one institution; it takes the place of the one that was raised before. */
  private SdkPhone phone(Handset handset, Platform owner) {
    var number = handset.number();
    var phone =
        sdks.computeIfAbsent(
            new Installed(number, owner.cashierOrigin()),
            _ ->
                new SdkPhone(
                    owner,
                    log,
                    number.masked(),
                    view -> handsets.streams().publish(number, Event.of("sdk", view))));
    phones.put(number, phone);
    return phone;
  }
}
