package org.maapay.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey.State;

/** What the platform signs: answers, bound to the call they answer, and callbacks. */
@Clause("6.3.1-1a")
class AnswerAndNoticeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final byte[] BODY = "{\"result\":\"SUCCESS\"}".getBytes(UTF_8);
  private static final Signer SIGNER =
      JdkSignatures.signer("p-1", SignatureAlgorithm.ECDSA_P256_SHA256, RfcKeys.EC_PRIVATE);
  private static final VerificationKey KEY =
      new VerificationKey(
          "p-1",
          JdkSignatures.verifier(SignatureAlgorithm.ECDSA_P256_SHA256, RfcKeys.EC_PUBLIC),
          NOON.minus(Duration.ofDays(1)),
          NOON.plus(Duration.ofDays(1)),
          State.ACTIVE);

  @Test
  void an_answer_is_bound_to_its_call() {
    var call = call();
    var answer = answer(200, call);
    assertThat(verify(SignatureRules.ANSWER, answer)).isInstanceOf(Verified.class);
    var again = new Response(200, answer.fields(), call());
    assertThat(verify(SignatureRules.ANSWER, again)).isInstanceOf(Refused.class);
    var otherStatus = new Response(409, answer.fields(), call);
    assertThat(verify(SignatureRules.ANSWER, otherStatus)).isInstanceOf(Refused.class);
    var otherPath =
        new Request(
            call.method(), call.scheme(), call.authority(), "/v1/x", call.query(), call.fields());
    assertThat(verify(SignatureRules.ANSWER, new Response(200, answer.fields(), otherPath)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void an_answer_covers_the_digest_of_the_call_when_there_is_one() {
    var input = answer(200, call()).fields().values("signature-input").get(0);
    assertThat(input)
        .startsWith(
            "sig1=(\"@status\" \"content-digest\" \"@method\";req \"@authority\";req"
                + " \"@path\";req \"@query\";req \"signature\";req;key=\"sig1\""
                + " \"content-digest\";req);created=")
        .endsWith(";keyid=\"p-1\";alg=\"ecdsa-p256-sha256\";tag=\"maapay-answer\"");
    var get = signed(Request.received("GET", "https", "pay.example", "/v1/bills", FieldLines.NONE));
    var answer = answer(200, get);
    assertThat(answer.fields().values("signature-input").get(0))
        .doesNotContain("\"content-digest\";req");
    assertThat(verify(SignatureRules.ANSWER, answer)).isInstanceOf(Verified.class);
  }

  @Test
  void an_old_answer_is_still_the_answer_to_its_call() {
    var answer = answer(200, call());
    var later = InstantSource.fixed(NOON.plus(Duration.ofHours(1)));
    assertThat(verifier(SignatureRules.ANSWER, later).verify(answer, BODY))
        .isInstanceOf(Verified.class);
  }

  @Test
  void a_call_that_is_not_signed_gets_no_signed_answer() {
    var unsigned = Request.received("GET", "https", "pay.example", "/v1/bills", FieldLines.NONE);
    assertThat(sign(SignatureRules.ANSWER, unsigned)).isEmpty();
    assertThat(sign(SignatureRules.ANSWER, unsigned.with("signature", "sig2=:AA==:"))).isEmpty();
    assertThat(sign(SignatureRules.ANSWER, unsigned.with("signature", "nonsense=("))).isEmpty();
  }

  @Test
  void the_answer_to_an_unsigned_call_must_be_fresh_itself() {
    var unsigned =
        Request.received("GET", "https", "pay.example", "/v1/platform-keys", FieldLines.NONE);
    var fields = sign(SignatureRules.UNSIGNED_CALL_ANSWER, unsigned).orElseThrow();
    var answer = new Response(200, with(fields), unsigned);
    assertThat(verify(SignatureRules.UNSIGNED_CALL_ANSWER, answer)).isInstanceOf(Verified.class);
    var later = InstantSource.fixed(NOON.plus(Duration.ofSeconds(301)));
    assertThat(verifier(SignatureRules.UNSIGNED_CALL_ANSWER, later).verify(answer, BODY))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.REQUEST_STALE));
  }

  @Test
  void a_changed_body_is_no_answer() {
    assertThat(verifier(SignatureRules.ANSWER, CLOCK).verify(answer(200, call()), new byte[] {1}))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.DIGEST_MISMATCH));
  }

  @Test
  void a_notice_covers_its_id() {
    var notice =
        Request.received("POST", "https", "shop.example", "/notify?s=1", FieldLines.NONE)
            .with("content-digest", ContentDigest.sha256(BODY))
            .with("notification-id", "N-1");
    var signed = new MessageSigner(SignatureRules.NOTICE, CLOCK).sign(notice, SIGNER).on(notice);
    assertThat(verify(SignatureRules.NOTICE, signed)).isInstanceOf(Verified.class);
    FieldLines otherId =
        name -> name.equals("notification-id") ? List.of("N-2") : signed.fields().values(name);
    var changed = Request.received("POST", "https", "shop.example", "/notify?s=1", otherId);
    assertThat(verify(SignatureRules.NOTICE, changed)).isInstanceOf(Refused.class);
    assertThat(verify(SignatureRules.REQUEST, signed))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.SIGNATURE_MISSING));
  }

  private static Request call() {
    return signed(
        Request.received("POST", "https", "pay.example", "/v1/payment-orders", FieldLines.NONE)
            .with("content-digest", ContentDigest.sha256(BODY)));
  }

  private static Request signed(Request request) {
    return new MessageSigner(SignatureRules.REQUEST, CLOCK).sign(request, SIGNER).on(request);
  }

  private static Response answer(int status, Request call) {
    var unsigned = new Response(status, digest(), call);
    var fields = new MessageSigner(SignatureRules.ANSWER, CLOCK).sign(unsigned, SIGNER);
    return new Response(status, with(fields.orElseThrow()), call);
  }

  private static Optional<SignatureFields> sign(SignatureRules rules, Request call) {
    return new MessageSigner(rules, CLOCK).sign(new Response(200, digest(), call), SIGNER);
  }

  private static FieldLines digest() {
    return FieldLines.of(Map.of("Content-Digest", List.of(ContentDigest.sha256(BODY))));
  }

  private static FieldLines with(SignatureFields fields) {
    return digest()
        .with("signature-input", fields.signatureInput())
        .with("signature", fields.signature());
  }

  private static MessageVerifier verifier(SignatureRules rules, InstantSource clock) {
    return new MessageVerifier(
        rules, id -> Optional.of(KEY).filter(key -> key.keyId().equals(id)), host -> true, clock);
  }

  private static Verification verify(SignatureRules rules, Message message) {
    return verifier(rules, CLOCK).verify(message, BODY);
  }
}
