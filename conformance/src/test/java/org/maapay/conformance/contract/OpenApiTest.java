package org.maapay.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maapay.conformance.wire.RawAnswer;
import org.maapay.conformance.wire.RawRequest.Header;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static final OpenApi CONTRACT = OpenApi.load();

  static Stream<String> schemas() {
    return CONTRACT
        .document()
        .path("components")
        .path("schemas")
        .propertyStream()
        .map(e -> e.getKey());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void every_example_fits_its_own_schema(String schema) {
    var node = CONTRACT.document().path("components").path("schemas").path(schema);
    node.path("examples").forEach(example -> CONTRACT.demand(schema, example));
  }

  @Test
  void every_field_has_an_example_of_its_own_or_of_its_type() {
    CONTRACT
        .document()
        .path("components")
        .path("schemas")
        .propertyStream()
        .forEach(schema ->
            schema
                .getValue()
                .path("properties")
                .propertyStream()
                .forEach(field ->
                    assertThat(hasExample(field.getValue()))
                        .as(schema.getKey() + "." + field.getKey())
                        .isTrue()));
  }

  private static boolean hasExample(JsonNode field) {
    return field.has("$ref")
        || field.has("examples")
        || field.has("allOf")
        || field.has("items")
        || field.has("properties");
  }

  @Test
  void every_post_is_signed_and_knows_the_common_refusals() {
    CONTRACT
        .document()
        .path("paths")
        .propertyStream()
        .filter(path -> path.getValue().has("post"))
        .forEach(path -> {
          var post = path.getValue().path("post");
          assertThat(post.path("parameters").size()).as(path.getKey()).isEqualTo(3);
          assertThat(post.path("responses").propertyNames())
              .contains(
                  "200", "400", "401", "403", "405", "413", "415", "421", "429", "500", "503");
        });
  }

  @Test
  void an_undocumented_field_status_or_media_type_is_found() {
    assertThatThrownBy(() -> CONTRACT.demand("NoticeAnswer", JsonMapper.shared().readTree("{}")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() ->
            CONTRACT.check("POST", "/v1/refunds", answer(418, "application/problem+json", "{}")))
        .hasMessageContaining("no such status");
    assertThatThrownBy(
            () -> CONTRACT.check("POST", "/v1/refunds", answer(400, "application/json", "{}")))
        .hasMessageContaining("media type");
    var problem =
        "{\"type\":\"/problems/x\",\"title\":\"x\",\"status\":400,\"code\":\"x\",\"incident\":\"i\"}";
    assertThatCode(() ->
            CONTRACT.check("POST", "/v1/refunds", answer(400, "application/problem+json", problem)))
        .doesNotThrowAnyException();
    assertThatCode(() -> CONTRACT.check("POST", "/elsewhere", answer(418, "text/plain", "")))
        .doesNotThrowAnyException();
  }

  private static RawAnswer answer(int status, String type, String body) {
    return new RawAnswer(
        status,
        List.of(new Header("Content-Type", type)),
        body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Duration.ZERO);
  }
}
