package org.maapay.conformance.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Stage;

/** What HTTP itself may and may not do, before any field is looked at. */
@RuleSet
final class HttpRules {
  private static final String PLACE = "/v1/payment-orders";

  private final Stage stage;

  HttpRules(Stage stage) {
    this.stage = stage;
  }

  @Test
  @Clause("C-1")
  @DisplayName("A body of 1 MB is refused as 413, also when it is signed")
  void a_body_of_a_megabyte_is_refused() {
    var order = stage.bodies().order();
    order.putObject("ext").put("filler", "x".repeat(1_000_000));
    var request = stage.merchant().unsigned(PLACE, order);
    stage.merchant().send(stage.merchant().sign(request)).problem(413, "request-too-large");
    stage.merchant().send(request).problem(413, "request-too-large");
  }

  @Test
  @Clause("C-1")
  @DisplayName("64 KiB is the limit of a body: one byte more is 413")
  void the_limit_of_a_body_is_64_kib() {
    var merchant = stage.merchant();
    var padded = new byte[64 * 1024];
    java.util.Arrays.fill(padded, (byte) ' ');
    var json = stage.bodies().order().toString().getBytes(UTF_8);
    System.arraycopy(json, 0, padded, 0, json.length);
    merchant.post(PLACE, padded).ok();
    var over = java.util.Arrays.copyOf(padded, padded.length + 1);
    over[padded.length] = ' ';
    merchant
        .send(merchant.sign(merchant.unsigned("POST", PLACE, over)))
        .problem(413, "request-too-large");
  }

  @Test
  @Clause("C-1")
  @DisplayName("Headers above 16 KiB are refused as 413")
  void headers_above_16_kib_are_refused() {
    var request = stage.merchant().sign(stage.merchant().unsigned(PLACE, stage.bodies().order()));
    var answer = stage.merchant().send(request.with("X-Filler", "x".repeat(17_000)));
    answer.problem(413, "request-too-large");
  }

  @Test
  @Clause("3.1.5")
  @DisplayName("An unknown path is 404, before the signature is looked at")
  void an_unknown_path_is_404() {
    var merchant = stage.merchant();
    for (var path :
        new String[] {"/v1/payment-order", "/v1/payment-orders/", "/v2/payment-orders", "/v1"}) {
      merchant
          .send(merchant.unsigned("POST", path, "{}".getBytes(UTF_8)))
          .problem(404, "path-unknown");
    }
  }

  @Test
  @Clause("3.1.5")
  @DisplayName("Another method on a known path is 405 and told which is right")
  void another_method_is_405() {
    var softly = new SoftAssertions();
    for (var path :
        new String[] {
          PLACE,
          PLACE + "/query",
          PLACE + "/close",
          "/v1/refunds",
          "/v1/refunds/query",
          "/v1/merchant-keys"
        }) {
      for (var method : new String[] {"GET", "PUT", "DELETE", "PATCH"}) {
        var answer = stage.merchant().send(stage.merchant().unsigned(method, path, new byte[0]));
        softly.assertThat(answer.status()).as("%s", answer).isEqualTo(405);
        softly.assertThat(answer.text("code")).as("%s", answer).isEqualTo("method-not-allowed");
        softly
            .assertThat(answer.raw().header("Allow"))
            .as("%s", answer)
            .hasValueSatisfying(a -> assertThat(a).contains("POST"));
      }
    }
    var keys =
        stage.merchant().send(stage.merchant().unsigned("POST", "/v1/platform-keys", new byte[0]));
    softly.assertThat(keys.status()).as("%s", keys).isEqualTo(405);
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A content type other than JSON in UTF-8 is 415, signed or not")
  void another_content_type_is_415() {
    var softly = new SoftAssertions();
    for (var type :
        new String[] {
          "text/plain",
          "application/x-www-form-urlencoded",
          "application/xml",
          "application/json; charset=gbk",
          "json"
        }) {
      var answer =
          stage
              .merchant()
              .postAltered(PLACE, stage.bodies().order(), r -> r.replacing("Content-Type", type));
      softly.assertThat(answer.status()).as("%s: %s", type, answer).isEqualTo(415);
      softly
          .assertThat(answer.text("code"))
          .as("%s: %s", type, answer)
          .isEqualTo("media-type-unsupported");
    }
    var none =
        stage.merchant().postAltered(PLACE, stage.bodies().order(), r -> r.without("Content-Type"));
    softly.assertThat(none.status()).as("no type: %s", none).isEqualTo(415);
    for (var type :
        new String[] {"application/json;charset=utf-8", "Application/JSON; charset=\"UTF-8\""}) {
      var answer =
          stage
              .merchant()
              .postAltered(PLACE, stage.bodies().order(), r -> r.replacing("Content-Type", type));
      softly.assertThat(answer.status()).as("%s: %s", type, answer).isEqualTo(200);
    }
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A Content-Encoding is refused")
  void a_content_encoding_is_refused() {
    for (var coding : new String[] {"gzip", "deflate", "br"}) {
      stage
          .merchant()
          .postAltered(PLACE, stage.bodies().order(), r -> r.with("Content-Encoding", coding))
          .problem(415, "media-type-unsupported");
    }
  }

  @Test
  @Clause("3.1.5")
  @DisplayName("A body on GET is refused")
  void a_body_on_get_is_refused() {
    var merchant = stage.merchant();
    var request =
        merchant
            .unsigned("GET", "/v1/platform-keys", "{}".getBytes(UTF_8))
            .with("Content-Length", "2")
            .with("Content-Type", "application/json");
    merchant.send(request).problem(400, "syntax-invalid");
  }

  @Test
  @Clause("3.1.5")
  @DisplayName(
      "Checks come in their order: size, path, signature, type, syntax, fields, merchant, order")
  void checks_come_in_their_order() {
    var merchant = stage.merchant();
    var unknownPath =
        merchant
            .unsigned("POST", "/v1/nothing", "not json".getBytes(UTF_8))
            .replacing("Content-Type", "text/plain");
    merchant.send(unknownPath).problem(404, "path-unknown");
    merchant
        .send(
            merchant
                .unsigned("POST", PLACE, "not json".getBytes(UTF_8))
                .replacing("Content-Type", "text/plain"))
        .problem(401, "signature-missing");
    merchant
        .verified(
            merchant.sign(
                merchant
                    .unsigned("POST", PLACE, "not json".getBytes(UTF_8))
                    .replacing("Content-Type", "text/plain")))
        .problem(415, "media-type-unsupported");
    merchant.post(PLACE, "not json".getBytes(UTF_8)).problem(400, "syntax-invalid");
    var other = stage.secondMerchant().party().merchantId();
    var wrongEverywhere = stage.bodies().order().put("merchantId", other).put("orderAmount", "0");
    merchant.place(wrongEverywhere).problem(400, "fields-invalid");
    var notMineAndNotRegistered =
        stage.bodies().order().put("merchantId", other).put("merchantName", "没有登记的名字");
    merchant.place(notMineAndNotRegistered).problem(403, "merchant-mismatch");
  }

  @Test
  @Clause("3.1.5")
  @DisplayName(
      "Every problem has a type that ends with its code, a title, an incident and nothing of the inside")
  void problems_show_nothing_of_the_inside() {
    var merchant = stage.merchant();
    var seen = merchant.post(PLACE, "{".getBytes(UTF_8)).problem(400, "syntax-invalid");
    assertThat(seen.text("type")).endsWith("/problems/syntax-invalid");
    assertThat(seen.raw().text())
        .doesNotContain("Exception", "org.maapay", "jackson", "java.", "sql");
    assertThat(merchant.post(PLACE, "{".getBytes(UTF_8)).text("incident"))
        .isNotEqualTo(seen.text("incident"));
  }
}
