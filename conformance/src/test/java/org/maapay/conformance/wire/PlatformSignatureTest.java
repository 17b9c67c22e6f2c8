package org.maapay.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.maapay.conformance.wire.RawRequest.Header;

class PlatformSignatureTest {
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static KeyPair pair;

  @BeforeAll
  static void key() throws Exception {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }

  private static SigningKey signer() {
    return SigningKey.ed25519("pk-1", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static String publicPem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static RawRequest notice() {
    var request =
        new RawRequest(
            "POST",
            "/notices?a=1",
            List.of(
                new Header("Host", "Shop.example:80"),
                new Header("Content-Digest", Digests.sha256(BODY)),
                new Header("Notification-Id", "N1")),
            BODY);
    return SignatureDraft.of("POST", 1_767_225_600, "n1", signer())
        .withComponent("\"notification-id\"")
        .replacing("tag", "\"maapay-notice\"")
        .sign(request, signer());
  }

  private static void verify(RawRequest notice) {
    PlatformSignature.verifyNotice(
        notice,
        name ->
            notice.headers().stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst(),
        publicPem());
  }

  @Test
  void a_notice_signed_right_verifies() {
    assertThatCode(() -> verify(notice())).doesNotThrowAnyException();
  }

  @Test
  void a_changed_body_header_or_target_is_found() {
    var notice = notice();
    assertThatThrownBy(() -> verify(notice.withBody("{}".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("Content-Digest");
    assertThatThrownBy(() -> verify(notice.replacing("Notification-Id", "N2")))
        .hasMessageContaining("does not verify");
    assertThatThrownBy(
            () -> verify(new RawRequest("POST", "/other", notice.headers(), notice.body())))
        .hasMessageContaining("does not verify");
    assertThatThrownBy(() -> verify(notice.without("Signature-Input")))
        .hasMessageContaining("unsigned");
  }

  @Test
  void a_notice_must_cover_what_the_contract_asks() {
    var request = notice().without("Signature").without("Signature-Input");
    var thin =
        SignatureDraft.of("POST", 1, "n", signer())
            .replacing("tag", "\"maapay-notice\"")
            .sign(request, signer());
    assertThatThrownBy(() -> verify(thin)).hasMessageContaining("notification-id");
  }

  /** Known bytes: the key and the base of RFC 9421 B.2.6, whose signature RFC 9421 prints. */
  @Test
  void the_signing_key_is_plain_ed25519() {
    var key =
        SigningKey.ed25519(
            "test-key-ed25519",
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----\n");
    var base =
        """
        "date": Tue, 20 Apr 2021 02:07:55 GMT
        "@method": POST
        "@path": /foo
        "@authority": example.com
        "content-type": application/json
        "content-length": 18
        "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519\"\
        """;
    assertThat(
            Base64.getEncoder().encodeToString(key.sign(base.getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
  }
}
