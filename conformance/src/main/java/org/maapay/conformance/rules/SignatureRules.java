package org.maapay.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.conformance.wire.SignatureDraft.quoted;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.Clause;
import org.maapay.conformance.target.Answer;
import org.maapay.conformance.target.Stage;
import org.maapay.conformance.wire.Digests;
import org.maapay.conformance.wire.RawRequest;
import org.maapay.conformance.wire.SignatureDraft;
import org.maapay.conformance.wire.SigningKey;

/** Who calls is proved by an RFC 9421 signature; each way to get it wrong has its own code. */
@RuleSet
final class SignatureRules {
  private static final String PLACE = "/v1/payment-orders";

  private final Stage stage;

  SignatureRules(Stage stage) {
    this.stage = stage;
  }

  private RawRequest order() {
    return stage.merchant().unsigned(PLACE, stage.bodies().order());
  }

  private Answer drafted(UnaryOperator<SignatureDraft> draft) {
    return stage.merchant().drafted(order(), draft);
  }

  @Test
  @Clause({"C-1", "6.3.1-1a"})
  @DisplayName("No signature, or none with tag maapay, is signature-missing")
  void no_signature_is_signature_missing() {
    stage.merchant().send(order()).problem(401, "signature-missing");
    drafted(d -> d.replacing("tag", quoted("something-else"))).problem(401, "signature-missing");
    drafted(d -> d.without("tag")).problem(401, "signature-missing");
    var signed = stage.merchant().sign(order());
    stage.merchant().send(signed.without("Signature")).problem(401, "signature-missing");
    stage.merchant().send(signed.without("Signature-Input")).problem(401, "signature-missing");
  }

  @Test
  @Clause({"C-1", "6.3.1-1a"})
  @DisplayName("A key that was never issued is key-unknown, and the answer is signed all the same")
  void an_unknown_key_is_key_unknown() {
    var stranger = SigningKey.stranger("mk-nobody");
    var request = order();
    var signed =
        SignatureDraft.of("POST", stage.merchant().seconds(), nonce(), stranger)
            .sign(request, stranger);
    stage.merchant().verified(signed).problem(401, "key-unknown");
  }

  @Test
  @Clause("C-1")
  @DisplayName("Created more than 300 s ago or ahead is request-stale; 290 s is not")
  void a_stale_request_is_request_stale() {
    var now = stage.merchant().seconds();
    for (var off : new long[] {-310, 310, -86_400, 86_400, -now}) {
      drafted(d -> d.replacing("created", Long.toString(now + off))).problem(401, "request-stale");
    }
    for (var off : new long[] {-290, 290}) {
      drafted(d -> d.replacing("created", Long.toString(stage.merchant().seconds() + off))).ok();
    }
  }

  @Test
  @Clause({"C-1", "6.3.1-1a"})
  @DisplayName("Another's private key, or a bit flipped in the signature, is signature-invalid")
  void a_wrong_signature_is_signature_invalid() {
    var merchant = stage.merchant();
    var stranger = SigningKey.stranger(merchant.party().keyId());
    merchant.drafted(order(), d -> d, stranger).problem(401, "signature-invalid");
    var signed = merchant.sign(order());
    var value = signed.header("Signature");
    var flipped = value.substring(0, 6) + (value.charAt(6) == 'A' ? 'B' : 'A') + value.substring(7);
    merchant.verified(signed.replacing("Signature", flipped)).problem(401, "signature-invalid");
  }

  @Test
  @Clause("C-1")
  @DisplayName("A missing component is signature-invalid, each of the five")
  void a_missing_component_is_signature_invalid() {
    var softly = new SoftAssertions();
    for (var component : List.of("@method", "@authority", "@path", "@query", "content-digest")) {
      invalid(softly, "without " + component, drafted(d -> d.withoutComponent(component)));
    }
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A missing, unknown, doubled or differing parameter is signature-invalid")
  void a_wrong_parameter_is_signature_invalid() {
    var softly = new SoftAssertions();
    for (var parameter : List.of("created", "nonce", "keyid", "alg")) {
      invalid(softly, "without " + parameter, drafted(d -> d.without(parameter)));
    }
    invalid(softly, "unknown parameter", drafted(d -> d.with("expires", "4102444800")));
    invalid(softly, "unknown parameter", drafted(d -> d.with("x", "1")));
    invalid(softly, "other alg", drafted(d -> d.replacing("alg", quoted("ecdsa-p256-sha256"))));
    invalid(softly, "unknown alg", drafted(d -> d.replacing("alg", quoted("hmac-sha256"))));
    invalid(softly, "created as a string", drafted(d -> d.replacing("created", quoted("1"))));
    invalid(softly, "nonce as a number", drafted(d -> d.replacing("nonce", "1")));
    invalid(softly, "doubled nonce", drafted(d -> d.with("nonce", quoted("again"))));
    invalid(softly, "doubled created", drafted(d -> d.with("created", "1767225600")));
    invalid(softly, "empty nonce", drafted(d -> d.replacing("nonce", quoted(""))));
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("A doubled component, or one taken from another request, is signature-invalid")
  void a_doubled_or_foreign_component_is_signature_invalid() {
    var softly = new SoftAssertions();
    invalid(softly, "doubled", drafted(d -> d.withComponent("\"@method\"")));
    invalid(
        softly,
        ";req",
        drafted(d -> d.withoutComponent("@method").withComponent("\"@method\";req")));
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Components may stand in any order and more of the request may be covered")
  void components_may_stand_in_any_order() {
    drafted(d -> d.covering(d.components().reversed())).ok();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Two signatures with tag maapay, or one labelled otherwise, are refused")
  void exactly_one_signature_labelled_sig1() {
    var merchant = stage.merchant();
    var other = drafted(d -> d.labelled("sig9"));
    assertThat(other.status()).as("%s", other).isEqualTo(401);
    var once = merchant.sign(order());
    var twice =
        SignatureDraft.of("POST", merchant.seconds(), nonce(), merchant.key())
            .labelled("sig2")
            .sign(once, merchant.key());
    merchant.send(twice).problem(401, "signature-invalid");
  }

  @Test
  @Clause("C-1")
  @DisplayName("A request changed after signing is refused: method, path, query, host")
  void a_request_changed_after_signing_is_refused() {
    var softly = new SoftAssertions();
    var merchant = stage.merchant();
    var signed = merchant.sign(order());
    for (var target : List.of(PLACE + "?", PLACE + "?a=b", PLACE + "/query", "/v1/refunds")) {
      var answer = merchant.send(new RawRequest("POST", target, signed.headers(), signed.body()));
      if (!target.endsWith("?")) {
        invalid(softly, target, answer);
      }
    }
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "A Host that is not the platform's is refused, also when it was signed; forwarded headers never count")
  void a_foreign_host_is_refused() {
    var merchant = stage.merchant();
    var host = order().header("Host");
    var foreign = merchant.sign(order().replacing("Host", "pay.example"));
    assertThat(merchant.send(merchant.sign(order()).replacing("Host", "pay.example")).status())
        .isIn(401, 421);
    assertThat(merchant.send(foreign).status()).isIn(401, 421);
    assertThat(merchant.send(foreign.with("X-Forwarded-Host", host)).status()).isIn(401, 421);
    assertThat(merchant.send(foreign.with("Forwarded", "host=" + host)).status()).isIn(401, 421);
  }

  @Test
  @Clause("C-1")
  @DisplayName("A query that is signed as it stands is taken")
  void a_query_counts_as_raw_octets() {
    var merchant = stage.merchant();
    for (var query : List.of("?", "?b=2&a=1", "?a=%e4%bd%a0")) {
      var request = merchant.unsigned(PLACE, stage.bodies().order());
      var answer =
          merchant.verified(
              merchant.sign(
                  new RawRequest("POST", PLACE + query, request.headers(), request.body())));
      assertThat(answer.status()).as("%s", answer).isIn(200, 400);
      assertThat(answer.text("code")).isNotEqualTo("signature-invalid");
    }
  }

  @Test
  @Clause("C-1")
  @DisplayName(
      "A body that does not fit its digest is digest-mismatch; all digests given are checked")
  void a_body_that_does_not_fit_is_digest_mismatch() {
    var merchant = stage.merchant();
    var body = stage.bodies().order().toString();
    var other = (body + " ").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var signed = merchant.sign(order());
    merchant.verified(signed.withBody(other)).problem(401, "digest-mismatch");
    var request = order();
    var both =
        request.replacing(
            "Content-Digest", Digests.sha256(request.body()) + ", " + Digests.sha512(other));
    merchant.verified(merchant.sign(both)).problem(401, "digest-mismatch");
    var unknown = request.replacing("Content-Digest", "md5=:1B2M2Y8AsgTpgAmY7PhCfg==:");
    merchant.verified(merchant.sign(unknown)).problem(401, "digest-mismatch");
  }

  @Test
  @Clause("C-1")
  @DisplayName("sha-512 serves as well as sha-256, and both together")
  void both_digests_serve() {
    var merchant = stage.merchant();
    var one = order();
    merchant
        .verified(merchant.sign(one.replacing("Content-Digest", Digests.sha512(one.body()))))
        .ok();
    var two = order();
    var both = Digests.sha256(two.body()) + ", " + Digests.sha512(two.body());
    merchant.verified(merchant.sign(two.replacing("Content-Digest", both))).ok();
  }

  @Test
  @Clause("C-1")
  @DisplayName("The same request again, byte for byte, is nonce-reused, also many at once")
  void a_replayed_request_is_nonce_reused() {
    var merchant = stage.merchant();
    var signed = merchant.sign(order());
    merchant.verified(signed).ok();
    merchant.verified(signed).problem(401, "nonce-reused");
    var race = merchant.sign(order());
    var statuses = Stage.together(8, () -> merchant.send(race).status());
    assertThat(statuses).as("one of eight copies is taken").containsOnlyOnce(200);
    assertThat(statuses).filteredOn(s -> s == 401).hasSize(7);
  }

  @Test
  @Clause("C-1")
  @DisplayName("A nonce is kept only when all else passed: a refused request's nonce serves again")
  void a_refused_request_leaves_its_nonce() {
    var merchant = stage.merchant();
    var nonce = nonce();
    var signed =
        SignatureDraft.of("POST", merchant.seconds(), nonce, merchant.key())
            .sign(order(), merchant.key());
    merchant
        .send(signed.withBody("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .problem(401, "digest-mismatch");
    merchant.verified(signed).ok();
  }

  @Test
  @Clause("C-1")
  @DisplayName("Faults have their precedence: key, age, signature, digest, nonce")
  void faults_have_their_precedence() {
    var merchant = stage.merchant();
    var stranger = SigningKey.stranger("mk-nobody");
    var staleAndUnknown = SignatureDraft.of("POST", 1, nonce(), stranger).sign(order(), stranger);
    merchant.send(staleAndUnknown).problem(401, "key-unknown");
    var impostor = SigningKey.stranger(merchant.party().keyId());
    merchant
        .drafted(order(), d -> d.replacing("created", "1"), impostor)
        .problem(401, "request-stale");
    var invalidAndMismatched =
        order().withBody("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    merchant.drafted(invalidAndMismatched, d -> d, impostor).problem(401, "signature-invalid");
    var used = merchant.sign(order());
    merchant.verified(used).ok();
    merchant
        .send(used.withBody("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .problem(401, "digest-mismatch");
  }

  @Test
  @Clause("C-1")
  @DisplayName("Signature headers that are not structured fields are refused, never 5xx")
  void malformed_signature_headers_are_refused() {
    var merchant = stage.merchant();
    var softly = new SoftAssertions();
    var signed = merchant.sign(order());
    for (var input :
        List.of(
            "",
            "sig1",
            "sig1=",
            "sig1=(",
            "sig1=();",
            "sig1=(\"@method\"",
            "sig1=\"x\"",
            "=();created=1",
            "sig1=(@method);created=1",
            "sig1=(\"@method\");created=99999999999999999999",
            "sig1=(\"@method\");nonce=\"\\x\"",
            "🔑")) {
      var answer = merchant.send(signed.replacing("Signature-Input", input));
      softly.assertThat(answer.status()).as("Signature-Input %s: %s", input, answer).isEqualTo(401);
    }
    for (var value :
        List.of(
            "",
            "sig1",
            "sig1=::",
            "sig1=:!!!:",
            "sig1=\"abc\"",
            "sig2=:AAAA:",
            "sig1=:" + "A".repeat(4000) + ":")) {
      var answer = merchant.send(signed.replacing("Signature", value));
      softly.assertThat(answer.status()).as("Signature %s: %s", value, answer).isEqualTo(401);
    }
    softly.assertAll();
  }

  @Test
  @Clause("C-1")
  @DisplayName("In the sandbox a signature failure shows the base that the server built")
  void the_sandbox_shows_the_signature_base() {
    var merchant = stage.merchant();
    stage.sandbox().advance(java.time.Duration.ZERO);
    var impostor = SigningKey.stranger(merchant.party().keyId());
    var answer = merchant.drafted(order(), d -> d, impostor).problem(401, "signature-invalid");
    assertThat(answer.text("signatureBase") + answer.text("detail"))
        .contains("\"@method\": POST", "\"@signature-params\":");
  }

  private static void invalid(SoftAssertions softly, String what, Answer answer) {
    softly.assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(401);
    softly
        .assertThat(answer.text("code"))
        .as("%s: %s", what, answer)
        .isEqualTo("signature-invalid");
  }

  private static String nonce() {
    return UUID.randomUUID().toString();
  }
}
