package org.maapay.simulator.wire;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An exchange as it is kept and shown: masked and cut.
 *
 * @param id rises with time; gaps are possible
 */
public record WireRecord(long id, Instant at, long tookMicros, Exchange exchange) {
  /** The flat form that the handset's drawer reads. */
  public ObjectNode json() {
    var hop = exchange.hop();
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("at", at.toString())
            .put("tookMicros", tookMicros)
            .put("link", hop.link().name())
            .put("from", hop.from())
            .put("to", hop.to())
            .put("method", exchange.sent().method())
            .put("url", exchange.sent().url())
            .put("status", exchange.got().status());
    headers("requestHeaders", exchange.sent().headers(), json);
    json.put("requestBody", exchange.sent().body());
    headers("responseHeaders", exchange.got().headers(), json);
    return json.put("responseBody", exchange.got().body())
        .put("subject", exchange.subject())
        .put("attempt", exchange.attempt());
  }

  private static void headers(String name, Map<String, String> headers, ObjectNode json) {
    var object = json.putObject(name);
    headers.forEach(object::put);
  }
}
