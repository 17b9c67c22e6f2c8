package org.maapay.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.maapay.conformance.wire.RawRequest.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An answer as it came in. */
@SuppressWarnings("ArrayRecordComponent") // raw octets; never compared
public record RawAnswer(int status, List<Header> headers, byte[] body, Duration took) {
  /** A header's value; several lines are joined by a comma. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .reduce((a, b) -> a + ", " + b);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body; AssertionError when it is not JSON. */
  public JsonNode json() {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new AssertionError("the answer is not JSON: " + this, e);
    }
  }

  @Override
  public String toString() {
    return status + " " + text();
  }
}
