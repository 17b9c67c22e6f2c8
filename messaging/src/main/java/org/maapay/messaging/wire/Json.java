package org.maapay.messaging.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes this family's JSON, within limits. */
public final class Json {
  private static final int DEPTH = 40;
  private static final int STRING = 1_000_000;

  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxStringLength(STRING)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** An absolute address; empty for anything else an operator may have written. */
  public static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text.strip())).filter(URI::isAbsolute);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  public static Optional<JsonNode> object(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes)).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  public static Optional<JsonNode> object(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(json -> json.isObject() || json.isArray());
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
