package org.maapay.conformance.target;

import java.util.Optional;
import java.util.stream.Collectors;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.RawRequest.Header;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A result notice (C-3) as it arrived. */
public record Notice(RawRequest request) {
  public JsonNode json() {
    return JsonMapper.shared().readTree(request.body());
  }

  public Optional<String> header(String name) {
    var lines =
        request.headers().stream()
            .filter(h -> h.name().equalsIgnoreCase(name))
            .map(Header::value)
            .collect(Collectors.joining(", "));
    return Optional.of(lines).filter(joined -> !joined.isEmpty());
  }

  public String id() {
    return header("Notification-Id").orElseThrow(() -> new AssertionError("no Notification-Id"));
  }

  public String orderStatus() {
    return json().path("orderStatus").asString("");
  }
}
