package org.maapay.conformance.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maapay.conformance.wire.RawAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI contract, and the judge of real answers against it. */
public final class OpenApi {
  private static final String BASE = "https://maapay.example/openapi";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApi(JsonNode document) {
    this.document = document;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(BASE, document.toString())));
  }

  /** The contract that ships with these rules. */
  public static OpenApi load() {
    try (var in =
        OpenApi.class.getResourceAsStream("/org/maapay/conformance/reference/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the contract is not in the jar");
      }
      return new OpenApi(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the contract cannot be read", e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /**
   * Demands that an answer to a known path has a documented status, media type, headers and body.
   */
  public void check(String method, String target, RawAnswer answer) {
    var operation =
        document
            .path("paths")
            .path(target.replaceFirst("\\?.*", ""))
            .path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      return;
    }
    var response = resolved(operation.path("responses").path(Integer.toString(answer.status())));
    if (response.isMissingNode()) {
      throw new AssertionError("the contract has no such status for " + target + ": " + answer);
    }
    var expected = response.path("content").propertyNames().iterator().next();
    var given = answer.header("Content-Type").orElse("none").replaceFirst(";.*", "").strip();
    if (!given.equals(expected)) {
      throw new AssertionError("media type is " + given + ", not " + expected + ": " + answer);
    }
    for (var name : List.of("Retry-After", "Allow")) {
      if (response.path("headers").has(name) && answer.header(name).isEmpty()) {
        throw new AssertionError("no header " + name + ": " + answer);
      }
    }
    var ref = response.path("content").path(expected).path("schema").path("$ref").asString();
    demand(ref.substring(ref.lastIndexOf('/') + 1), answer.json());
  }

  private JsonNode resolved(JsonNode node) {
    var ref = node.path("$ref");
    return ref.isString() ? document.at(ref.asString().substring(1)) : node;
  }

  /** Demands that a value fits a named schema of the contract. */
  public void demand(String schema, @Nullable JsonNode value) {
    var errors =
        schemas
            .computeIfAbsent(
                schema,
                name ->
                    registry.getSchema(SchemaLocation.of(BASE + "#/components/schemas/" + name)))
            .validate(
                value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    if (!errors.isEmpty()) {
      throw new AssertionError("not a " + schema + " of the contract: " + errors + " in " + value);
    }
  }
}
