package org.maapay.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey.State;

/** Calls as the platform receives them: each fault gets its own refusal, the first that applies. */
@Clause("6.3.1-1a")
class WireRulesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T04:00:00Z");
  private static final byte[] BODY = "{\"merchantId\":\"M1001\"}".getBytes(UTF_8);
  private static final Signer SIGNER =
      JdkSignatures.signer("key-1", SignatureAlgorithm.ED25519, RfcKeys.ED25519_PRIVATE);
  private static final SignatureVerifier PUBLIC =
      JdkSignatures.verifier(SignatureAlgorithm.ED25519, RfcKeys.ED25519_PUBLIC);

  private final Map<String, VerificationKey> keys = new HashMap<>();

  WireRulesTest() {
    keys.put("key-1", key("key-1", State.ACTIVE));
  }

  @Test
  void a_signed_call_is_verified() {
    var verification = verify(signed());
    assertThat(verification).isInstanceOf(Verified.class);
    assertThat(((Verified) verification).created()).isEqualTo(NOON);
    assertThat(((Verified) verification).nonce()).hasSize(24);
  }

  @Test
  void a_get_without_a_query_signs_a_question_mark_and_needs_no_digest() {
    var get = Request.received("GET", "https", "pay.example", "/v1/bills", FieldLines.NONE);
    var signed = sign(get);
    assertThat(verify(signed, new byte[0])).isInstanceOf(Verified.class);
    assertThat(refused(text(signed, t -> t.replace("\"@query\"", "\"@query\";req"))))
        .isEqualTo(Refusal.SIGNATURE_INVALID);
  }

  @Test
  void a_get_covers_its_digest_when_it_has_one() {
    var get =
        Request.received("GET", "https", "pay.example", "/v1/bills", FieldLines.NONE)
            .with("content-digest", ContentDigest.sha256("other".getBytes(UTF_8)));
    assertThat(verify(sign(get), new byte[0]))
        .extracting(v -> ((Refused) v).refusal())
        .isEqualTo(Refusal.DIGEST_MISMATCH);
  }

  @Test
  void refusals_come_in_their_order() {
    // Everything is wrong at first; each step puts one thing right.
    var unsigned = post();
    var stale = sign(post(), NOON.minusSeconds(301));
    var broken = UnaryOperator.<String>identity();
    assertThat(refused(unsigned)).isEqualTo(Refusal.SIGNATURE_MISSING);
    keys.clear();
    assertThat(refused(stale)).isEqualTo(Refusal.KEY_UNKNOWN);
    keys.put("key-1", key("key-1", State.REVOKED));
    assertThat(refused(text(stale, t -> t.replace("\"@query\" ", ""))))
        .isEqualTo(Refusal.REQUEST_STALE);
    assertThat(refused(text(signed(), t -> t.replace("\"@query\" ", ""))))
        .isEqualTo(Refusal.SIGNATURE_INVALID);
    assertThat(refused(verify(text(signed(), broken), new byte[1]))).isEqualTo(Refusal.KEY_REVOKED);
    keys.put("key-1", key("key-1", State.ACTIVE));
    assertThat(refused(verify(signed(), new byte[1]))).isEqualTo(Refusal.DIGEST_MISMATCH);
    assertThat(verify(signed())).isInstanceOf(Verified.class);
  }

  @Test
  @Clause("6.3.1-1b")
  void a_key_outside_its_time_is_refused_by_its_own_code() {
    var day = Duration.ofDays(1);
    keys.put("key-1", new VerificationKey("key-1", PUBLIC, NOON.minus(day), NOON, State.ACTIVE));
    assertThat(refused(signed())).isEqualTo(Refusal.KEY_EXPIRED);
    keys.put(
        "key-1",
        new VerificationKey("key-1", PUBLIC, NOON.plusSeconds(1), NOON.plus(day), State.ACTIVE));
    assertThat(refused(signed())).isEqualTo(Refusal.KEY_NOT_YET_VALID);
    keys.put("key-1", key("key-1", State.PENDING));
    assertThat(refused(signed())).isEqualTo(Refusal.KEY_NOT_YET_VALID);
    keys.put("key-1", key("key-1", State.REVOKED));
    assertThat(refused(signed())).isEqualTo(Refusal.KEY_REVOKED);
    keys.put("key-1", key("key-1", State.RETIRING));
    assertThat(verify(signed())).isInstanceOf(Verified.class);
  }

  @Test
  void the_clock_may_differ_by_300_seconds_and_no_more() {
    for (long seconds : new long[] {-300, -299, 0, 299, 300}) {
      assertThat(verify(sign(post(), NOON.plusSeconds(seconds)))).isInstanceOf(Verified.class);
    }
    for (long seconds : new long[] {-100_000, -301, 301, 100_000}) {
      assertThat(refused(sign(post(), NOON.plusSeconds(seconds)))).isEqualTo(Refusal.REQUEST_STALE);
    }
  }

  @Test
  void what_the_rules_do_not_name_is_refused() {
    List<UnaryOperator<String>> faults =
        List.of(
            t -> t.replace(";tag=", ";expires=1800000000;tag="),
            t -> t.replace(";tag=", ";app=\"x\";tag="),
            t -> t.replaceFirst(";nonce=\"[^\"]*\"", ""),
            t -> t.replaceFirst(";nonce=\"[^\"]*\"", ";nonce=\"\""),
            t -> t.replaceFirst(";nonce=\"[^\"]*\"", ";nonce=5"),
            t -> t.replaceFirst(";created=[0-9]*", ""),
            t -> t.replaceFirst(";created=([0-9]*)", ";created=\"$1\""),
            t -> t.replaceFirst(";created=([0-9]*)", ";created=$1.0"),
            t -> t.replaceFirst(";keyid=\"[^\"]*\"", ""),
            t -> t.replaceFirst(";alg=\"[^\"]*\"", ""),
            t -> t.replace("ed25519", "ecdsa-p256-sha256"),
            t -> t.replace("\"@method\"", "\"@method\" \"@method\""),
            t -> t.replace("\"@method\"", "\"@method\";req"),
            t -> t.replace("\"@method\"", "\"@method\";sf"),
            t -> t.replace("\"@method\"", "\"@Method\""),
            t -> t.replace("\"@method\"", "@method"),
            t -> t.replace("\"@method\"", "\"@unheard-of\""),
            t -> t.replace("\"@method\" ", ""),
            t -> t.replace("\"@authority\" ", ""),
            t -> t.replace("\"@path\" ", ""),
            t -> t.replace("\"@query\" ", ""),
            t -> t.replace(" \"content-digest\"", ""),
            t -> t.replace(";created=", ";created=1;created="),
            t -> t.replace("sig1=", "sig2="),
            t -> t + ", " + t.replace("sig1=", "sig2="),
            t -> t + ", " + t,
            t -> t + ",",
            t -> "," + t,
            t -> t + "\u00e9");
    for (var fault : faults) {
      assertThat(refused(text(signed(), fault)))
          .as(fault.apply("sig1=(\"@method\");created=1;nonce=\"n\";keyid=\"k\";alg=\"a\""))
          .isEqualTo(Refusal.SIGNATURE_INVALID);
    }
  }

  @Test
  void a_signature_with_another_tag_is_no_signature_of_ours() {
    assertThat(refused(text(signed(), t -> t.replace("\"maapay\"", "\"maapay-notice\""))))
        .isEqualTo(Refusal.SIGNATURE_MISSING);
    assertThat(refused(text(signed(), t -> t.replace("\"maapay\"", "maapay"))))
        .isEqualTo(Refusal.SIGNATURE_MISSING);
  }

  @Test
  void another_partys_signature_beside_ours_does_no_harm() {
    var signed = signed();
    var beside = signed.with("signature-input", "proxy=(\"@method\");tag=\"proxy\"");
    assertThat(verify(beside.with("signature", "proxy=:AA==:"))).isInstanceOf(Verified.class);
  }

  @Test
  void more_may_be_covered_than_must_be() {
    var request = post().with("x-more", "1");
    var more = "\"@method\" \"x-more\" \"@authority\" \"@path\" \"@query\" \"content-digest\"";
    var base =
        sign(request)
            .fields()
            .values("signature-input")
            .get(0)
            .replaceFirst("\\(.*\\)", "(" + more + ")");
    var signature = signature(request, base.substring("sig1=".length()));
    assertThat(verify(new SignatureFields(base, signature).on(request)))
        .isInstanceOf(Verified.class);
    assertThat(refused(new SignatureFields(base, signature).on(post().with("x-more", "2"))))
        .isEqualTo(Refusal.SIGNATURE_INVALID);
  }

  @Test
  void a_host_that_is_not_ours_is_refused_though_it_was_signed() {
    var elsewhere =
        Request.received("POST", "https", "other.example", "/v1/refunds", FieldLines.NONE)
            .with("content-digest", ContentDigest.sha256(BODY));
    assertThat(refused(sign(elsewhere))).isEqualTo(Refusal.SIGNATURE_INVALID);
  }

  @Test
  @Clause("6.3.1-2a")
  void every_changed_part_of_the_request_is_noticed() {
    var signed = signed();
    var fields = signed.fields();
    for (var changed :
        List.of(
            new Request("PUT", "https", "pay.example", signed.path(), signed.query(), fields),
            new Request("POST", "https", "pay2.example", signed.path(), signed.query(), fields),
            new Request("POST", "https", "pay.example", "/v1/refund", signed.query(), fields),
            new Request("POST", "https", "pay.example", signed.path(), Optional.of("a=1"), fields),
            new Request(
                "POST", "https", "pay.example", signed.path(), Optional.of("b=2&a=1"), fields),
            signed.with("content-digest", ContentDigest.sha256(BODY)),
            signed.with("signature", "sig1=:AAAA:"))) {
      assertThat(refused(changed)).isEqualTo(Refusal.SIGNATURE_INVALID);
    }
  }

  @Test
  void no_changed_octet_of_the_signature_fields_is_verified() {
    var random = new SplittableRandom(20260101);
    var signed = signed();
    for (var name : List.of("signature-input", "signature", "content-digest")) {
      var value = signed.fields().values(name).get(0);
      for (int i = 0; i < value.length(); i++) {
        char other = (char) (value.charAt(i) ^ (1 << random.nextInt(7)));
        var changed = value.substring(0, i) + other + value.substring(i + 1);
        var verification = verify(replaced(signed, name, changed));
        assertThat(verification).as(name + " at " + i).isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void a_failed_signature_shows_the_base_that_the_receiver_built() {
    var verification = verify(text(signed(), t -> t.replace(";nonce=\"", ";nonce=\"x")));
    assertThat(((Refused) verification).signatureBase().orElseThrow())
        .startsWith("\"@method\": POST\n\"@authority\": pay.example\n\"@path\": /v1/refunds\n");
    assertThat(((Refused) verification).key()).isPresent();
  }

  @Test
  void a_new_key_signs_beside_the_present_one() {
    var next =
        JdkSignatures.signer("key-2", SignatureAlgorithm.ECDSA_P256_SHA256, RfcKeys.EC_PRIVATE);
    var clock = InstantSource.fixed(NOON);
    var both =
        new MessageSigner(SignatureRules.REQUEST, clock)
            .sign(post(), SIGNER)
            .and(new MessageSigner(SignatureRules.NEXT_KEY, clock).sign(post(), next))
            .on(post());
    assertThat(verify(both)).isInstanceOf(Verified.class);
    keys.put(
        "key-2",
        new VerificationKey(
            "key-2",
            JdkSignatures.verifier(SignatureAlgorithm.ECDSA_P256_SHA256, RfcKeys.EC_PUBLIC),
            NOON,
            NOON.plusSeconds(60),
            State.ACTIVE));
    assertThat(
            new MessageVerifier(SignatureRules.NEXT_KEY, this::find, "pay.example"::equals, clock)
                .verify(both, BODY))
        .isInstanceOf(Verified.class);
  }

  private Optional<VerificationKey> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  private Verification verify(Request request) {
    return verify(request, BODY);
  }

  private Verification verify(Request request, byte[] body) {
    return new MessageVerifier(
            SignatureRules.REQUEST, this::find, "pay.example"::equals, InstantSource.fixed(NOON))
        .verify(request, body);
  }

  private Refusal refused(Request request) {
    return refused(verify(request));
  }

  private static Refusal refused(Verification verification) {
    assertThat(verification).isInstanceOf(Refused.class);
    return ((Refused) verification).refusal();
  }

  private static Request post() {
    return Request.received(
            "POST", "https", "PAY.example:443", "/v1/refunds?a=1&b=2", FieldLines.NONE)
        .with("content-digest", ContentDigest.sha256(BODY));
  }

  private static Request signed() {
    return sign(post());
  }

  private static Request sign(Request request) {
    return sign(request, NOON);
  }

  private static Request sign(Request request, Instant at) {
    return new MessageSigner(SignatureRules.REQUEST, InstantSource.fixed(at))
        .sign(request, SIGNER)
        .on(request);
  }

  private static String signature(Request request, String input) {
    try {
      var parsed =
          SignatureInput.of(FieldParser.dictionary("x=" + input).values().iterator().next());
      var octets = SIGNER.sign(SignatureBase.of(request, parsed).octets());
      return "sig1=:" + Base64.getEncoder().encodeToString(octets) + ":";
    } catch (MalformedField fault) {
      throw new AssertionError(fault);
    }
  }

  /** Changes the signature input after signing. */
  private static Request text(Request signed, UnaryOperator<String> change) {
    var input = signed.fields().values("signature-input").get(0);
    return replaced(signed, "signature-input", change.apply(input));
  }

  private static Request replaced(Request request, String name, String value) {
    FieldLines fields =
        asked -> asked.equals(name) ? List.of(value) : request.fields().values(asked);
    return new Request(
        request.method(),
        request.scheme(),
        request.authority(),
        request.path(),
        request.query(),
        fields);
  }

  private static VerificationKey key(String keyId, State state) {
    return new VerificationKey(
        keyId, PUBLIC, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)), state);
  }
}
