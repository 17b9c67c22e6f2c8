package org.maapay.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;
import org.maapay.signature.SignatureAlgorithm;

/** The form of a request, and how often one may call. */
class RequestFormTest extends InterfaceStage {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json; charset=gbk",
        "application/json; a=b",
        "application/xml",
        "application/jsonx"
      })
  void only_plain_json_is_taken(String type) {
    assertThat(code(merchant, typed(party.post(ORDERS, BODY), type)))
        .isEqualTo("media-type-unsupported");
  }

  @Test
  void encodings_and_bodies_on_get_are_refused() {
    assertThat(code(merchant, typed(party.post(ORDERS, BODY), "application/json; charset=UTF-8")))
        .isNull();
    for (var coded : List.of(party.post(ORDERS, BODY), party.get("/v1/bills", null))) {
      assertThat(code(merchant, TestRequests.with(coded, "Content-Encoding", "gzip")))
          .isEqualTo("media-type-unsupported");
    }
    assertThat(
            code(
                merchant,
                TestRequests.withBody(party.get("/v1/bills", null), "{}".getBytes(UTF_8))))
        .isEqualTo("syntax-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"x\"", "{\"a\":1,\"a\":2}", "{\"a\":1}{}", "{\"a\":"})
  void a_body_is_one_object(String body) {
    assertThat(code(merchant, party.post(ORDERS, body))).isEqualTo("syntax-invalid");
  }

  @Test
  void headers_have_a_limit() {
    var request = party.post(ORDERS, BODY);
    assertThat(code(merchant, TestRequests.with(request, "X-Note", "x".repeat(16 * 1024))))
        .isEqualTo("request-too-large");
  }

  @Test
  @Clause("6.3.1-3")
  void who_calls_too_often_is_told_when_to_come_again_and_slows_nobody_else() {
    var tight = merchantInterface(new Rate(2, 3), GENEROUS, false);
    var other = TestParty.admitted("M0002", SignatureAlgorithm.ED25519, parties, wall);
    for (int i = 0; i < 3; i++) {
      assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    }
    var refused = tight.serve(party.post(ORDERS, BODY));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().only("retry-after")).hasValue("1");
    assertThat(code(tight, other.post(ORDERS, BODY))).isNull();
    wall.tick(Duration.ofMillis(500));
    assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    assertThat(code(tight, party.post(ORDERS, BODY))).isEqualTo("rate-limited");
  }

  @Test
  @Clause("6.3.1-3")
  void an_address_has_a_limit_too() {
    var tight = merchantInterface(GENEROUS, new Rate(1, 2), false);
    assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    assertThat(code(tight, party.post(ORDERS, BODY))).isNull();
    assertThat(code(tight, party.post(ORDERS, BODY))).isEqualTo("rate-limited");
  }
}
