package org.maapay.simulator.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes what went over a wire that the simulator cannot see: between two platforms. */
final class WireReports {
  private final WireLog wire;

  WireReports(WireLog wire) {
    this.wire = wire;
  }

  Reply take(Request request) {
    var body = HandsetCalls.body(request);
    if (body.isEmpty() || !body.get().path("to").isString() || !body.get().path("url").isString()) {
      return Reply.problem(400, "request-invalid", "Give an exchange.");
    }
    try {
      var took = Duration.ofNanos(1000 * Math.max(0, body.get().path("tookMicros").asLong(0)));
      wire.add(exchange(body.get()), Instant.parse(text(body.get(), "at")), took);
      return Reply.json(200, JsonNodeFactory.instance.objectNode());
    } catch (DateTimeParseException _) {
      return Reply.problem(400, "request-invalid", "Say when it began.");
    }
  }

  private static Exchange exchange(JsonNode body) {
    return new Exchange(
        new Hop(Link.INSTITUTION, text(body, "from"), text(body, "to")),
        new Sent(
            text(body, "method"),
            text(body, "url"),
            headers(body.path("requestHeaders")),
            text(body, "requestBody")),
        new Got(
            body.path("status").asInt(0),
            headers(body.path("responseHeaders")),
            text(body, "responseBody")),
        body.path("subject").isString() ? text(body, "subject") : null,
        Math.max(1, body.path("attempt").asInt(1)));
  }

  private static String text(JsonNode body, String name) {
    return body.path(name).asString("");
  }

  private static Map<String, String> headers(JsonNode headers) {
    var map = new LinkedHashMap<String, String>();
    headers.propertyStream().forEach(one -> map.put(one.getKey(), one.getValue().asString("")));
    return map;
  }
}
