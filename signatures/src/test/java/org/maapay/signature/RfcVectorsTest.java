package org.maapay.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.maapay.signature.SignatureAlgorithm.ECDSA_P256_SHA256;
import static org.maapay.signature.SignatureAlgorithm.ED25519;
import static org.maapay.signature.SignatureAlgorithm.RSA_PSS_SHA512;
import static org.maapay.signature.SignatureAlgorithm.RSA_V1_5_SHA256;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** RFC 9421 appendix B, octet by octet; and the examples of sections 2.4 and 4.3. */
@Clause("6.3.2-2b")
class RfcVectorsTest {
  private static final String DIGEST =
      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXv"
          + "Jwew==:";
  private static final String BODY = "{\"hello\": \"world\"}";
  private static final Request REQUEST =
      Request.received(
          "POST",
          "https",
          "example.com",
          "/foo?param=Value&Pet=dog",
          FieldLines.of(
              Map.of(
                  "Host", List.of("example.com"),
                  "Date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
                  "Content-Type", List.of("application/json"),
                  "Content-Digest", List.of(DIGEST),
                  "Content-Length", List.of("18"))));
  private static final Response RESPONSE =
      new Response(
          200,
          FieldLines.of(
              Map.of(
                  "Content-Type", List.of("application/json"),
                  "Content-Digest",
                      List.of(
                          "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWd"
                              + "XymyU0rjJuahq4l5aGgfLQ==:"),
                  "Content-Length", List.of("23"))),
          REQUEST);

  @Test
  void the_digest_of_the_test_request_holds() {
    assertThat(ContentDigest.sha512(BODY.getBytes(ISO_8859_1))).isEqualTo(DIGEST);
    assertThat(ContentDigest.matches(REQUEST.fields(), BODY.getBytes(ISO_8859_1))).isTrue();
    assertThat(ContentDigest.matches(REQUEST.fields(), "{}".getBytes(ISO_8859_1))).isFalse();
  }

  @Test
  void b_2_1_minimal_signature_with_rsa_pss() throws MalformedField {
    var input = "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"";
    assertBase(REQUEST, input, "");
    assertVerifies(
        RSA_PSS_SHA512,
        RfcKeys.RSA_PSS_PUBLIC,
        REQUEST,
        input,
        """
        d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4c\
        RAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrW\
        H5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKh\
        O4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WS\
        b/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bL\
        hdxO5Nyt8C8ssinQ98Xw9Q==\
        """);
  }

  @Test
  void b_2_2_selective_components_with_rsa_pss() throws MalformedField {
    var input =
        "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\")"
            + ";created=1618884473;keyid=\"test-key-rsa-pss\";tag=\"header-example\"";
    assertBase(
        REQUEST,
        input,
        """
        "@authority": example.com
        "content-digest": %s
        "@query-param";name="Pet": dog
        """
            .formatted(DIGEST));
    assertVerifies(
        RSA_PSS_SHA512,
        RfcKeys.RSA_PSS_PUBLIC,
        REQUEST,
        input,
        """
        LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShL\
        RiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0\
        nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8N\
        V7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ9\
        9PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUE\
        b0rQl3/XaVe4bXTugEjHSw==\
        """);
  }

  @Test
  void b_2_3_full_coverage_with_rsa_pss() throws MalformedField {
    var input =
        "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\""
            + " \"content-digest\" \"content-length\")"
            + ";created=1618884473;keyid=\"test-key-rsa-pss\"";
    assertBase(
        REQUEST,
        input,
        """
        "date": Tue, 20 Apr 2021 02:07:55 GMT
        "@method": POST
        "@path": /foo
        "@query": ?param=Value&Pet=dog
        "@authority": example.com
        "content-type": application/json
        "content-digest": %s
        "content-length": 18
        """
            .formatted(DIGEST));
    assertVerifies(
        RSA_PSS_SHA512,
        RfcKeys.RSA_PSS_PUBLIC,
        REQUEST,
        input,
        """
        bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6f\
        b0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DF\
        ll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzN\
        BXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8\
        Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAF\
        L2FUo5fTIztsDZKEgM4cUA==\
        """);
  }

  @Test
  void b_2_4_a_response_with_ecdsa() throws MalformedField {
    var input =
        "(\"@status\" \"content-type\" \"content-digest\" \"content-length\")"
            + ";created=1618884473;keyid=\"test-key-ecc-p256\"";
    assertVerifies(
        ECDSA_P256_SHA256,
        RfcKeys.EC_PUBLIC,
        RESPONSE,
        input,
        "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==");
  }

  @Test
  void b_2_5_hmac_signs_the_same_base() throws Exception {
    var input =
        "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"";
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(RfcKeys.SHARED_SECRET), "HmacSHA256"));
    assertThat(Base64.getEncoder().encodeToString(mac.doFinal(base(REQUEST, input).octets())))
        .isEqualTo("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
  }

  @Test
  void b_2_6_ed25519_signs_to_the_printed_octets() throws MalformedField {
    var input =
        "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
            + ";created=1618884473;keyid=\"test-key-ed25519\"";
    var printed =
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    var signer = JdkSignatures.signer("test-key-ed25519", ED25519, RfcKeys.ED25519_PRIVATE);
    assertThat(Base64.getEncoder().encodeToString(signer.sign(base(REQUEST, input).octets())))
        .isEqualTo(printed);
    assertVerifies(ED25519, RfcKeys.ED25519_PUBLIC, REQUEST, input, printed);
  }

  @Test
  void b_3_behind_a_tls_terminating_proxy() throws MalformedField {
    var certificate =
        """
        :MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUx\
        GzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNa\
        MA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalR\
        hebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIw\
        ADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAww\
        CgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUC\
        IBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBV\
        oU4hBVZ1yhk=:\
        """;
    var request =
        Request.received(
            "POST",
            "https",
            "service.internal.example",
            "/foo?param=Value&Pet=dog",
            FieldLines.of(Map.of("Client-Cert", List.of(certificate))));
    assertVerifies(
        ECDSA_P256_SHA256,
        RfcKeys.EC_PUBLIC,
        request,
        "(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\")"
            + ";created=1618884473;keyid=\"test-key-ecc-p256\"",
        "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==");
  }

  @Test
  void b_4_a_signature_survives_what_it_may_and_nothing_else() throws MalformedField {
    var input =
        "(\"@method\" \"@path\" \"@authority\" \"accept\")"
            + ";created=1618884473;keyid=\"test-key-ed25519\"";
    var signature =
        "ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==";
    var original = demo("GET", "example.org", "/demo?name1=Value1&Name2=value2", Map.of());
    var more = demo("GET", "example.org", "/demo?name1=Value1&added=x", Map.of("X-More", "1"));
    var combined =
        Request.received(
            "GET",
            "https",
            "EXAMPLE.org:443",
            "/demo",
            FieldLines.of(Map.of("ACCEPT", List.of("  application/json, */* "))));
    for (var still : List.of(original, more, combined)) {
      assertVerifies(ED25519, RfcKeys.ED25519_PUBLIC, still, input, signature);
    }
    var reordered =
        Request.received(
            "GET",
            "https",
            "example.org",
            "/demo",
            FieldLines.of(Map.of("Accept", List.of("*/*", "application/json"))));
    for (var changed :
        List.of(
            demo("POST", "example.org", "/demo", Map.of()),
            demo("GET", "example.com", "/demo", Map.of()),
            demo("GET", "example.org", "/Demo", Map.of()),
            reordered)) {
      assertThat(verifies(ED25519, RfcKeys.ED25519_PUBLIC, changed, input, signature)).isFalse();
    }
  }

  @Test
  void section_2_4_a_response_bound_to_its_request() throws MalformedField {
    var response =
        new Response(
            503,
            FieldLines.of(
                Map.of(
                    "Content-Type", List.of("application/json"),
                    "Content-Digest",
                        List.of(
                            "sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kx"
                                + "sTbARtY2PTBOzq24uJFpHsMuAg==:"))),
            REQUEST);
    assertVerifies(
        ECDSA_P256_SHA256,
        RfcKeys.EC_PUBLIC,
        response,
        "(\"@status\" \"content-digest\" \"content-type\" \"@authority\";req \"@method\";req"
            + " \"@path\";req \"content-digest\";req)"
            + ";created=1618884479;keyid=\"test-key-ecc-p256\"",
        "dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==");
  }

  @Test
  void section_4_3_rsa_v1_5_signs_to_the_printed_octets() throws MalformedField {
    var request =
        Request.received(
            "POST",
            "https",
            "origin.host.internal.example",
            "/foo?param=Value&Pet=dog",
            REQUEST.fields().with("Forwarded", "for=192.0.2.123;host=example.com;proto=https"));
    var input =
        "(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-type\""
            + " \"content-length\" \"forwarded\");created=1618884480;keyid=\"test-key-rsa\""
            + ";alg=\"rsa-v1_5-sha256\";expires=1618884540";
    var printed =
        """
        S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+\
        8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHg\
        OEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB\
        8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2\
        TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6Wf\
        gS9ddzirrswsE1w5o0LV/g==\
        """;
    var signer = JdkSignatures.signer("test-key-rsa", RSA_V1_5_SHA256, RfcKeys.RSA_PRIVATE);
    assertThat(Base64.getEncoder().encodeToString(signer.sign(base(request, input).octets())))
        .isEqualTo(printed);
    assertVerifies(RSA_V1_5_SHA256, RfcKeys.RSA_PUBLIC, request, input, printed);
  }

  @Test
  void every_private_key_of_b_1_signs_what_its_public_key_verifies() {
    var base = "base".getBytes(ISO_8859_1);
    Map.of(
            RSA_PSS_SHA512, List.of(RfcKeys.RSA_PSS_PRIVATE, RfcKeys.RSA_PSS_PUBLIC),
            RSA_V1_5_SHA256, List.of(RfcKeys.RSA_PRIVATE, RfcKeys.RSA_PUBLIC),
            ECDSA_P256_SHA256, List.of(RfcKeys.EC_PRIVATE, RfcKeys.EC_PUBLIC),
            ED25519, List.of(RfcKeys.ED25519_PRIVATE, RfcKeys.ED25519_PUBLIC))
        .forEach((algorithm, pair) -> {
          var signature = JdkSignatures.signer("k", algorithm, pair.get(0)).sign(base);
          var verifier = JdkSignatures.verifier(algorithm, pair.get(1));
          assertThat(verifier.verify(base, signature)).as("%s", algorithm).isTrue();
          signature[0] ^= 1;
          assertThat(verifier.verify(base, signature)).as("%s", algorithm).isFalse();
        });
  }

  private static Request demo(
      String method, String authority, String target, Map<String, String> more) {
    var fields = FieldLines.of(Map.of("Accept", List.of("application/json", "*/*")));
    for (var field : more.entrySet()) {
      fields = fields.with(field.getKey(), field.getValue());
    }
    return Request.received(method, "https", authority, target, fields);
  }

  private static SignatureBase base(Message message, String input) throws MalformedField {
    var parsed = SignatureInput.of(requireNonNull(FieldParser.dictionary("x=" + input).get("x")));
    assertThat(parsed.serialized()).isEqualTo(input);
    return SignatureBase.of(message, parsed);
  }

  private static void assertBase(Message message, String input, String lines)
      throws MalformedField {
    assertThat(base(message, input).text()).isEqualTo(lines + "\"@signature-params\": " + input);
  }

  private static void assertVerifies(
      SignatureAlgorithm algorithm, String publicKey, Message message, String input, String base64)
      throws MalformedField {
    assertThat(verifies(algorithm, publicKey, message, input, base64)).isTrue();
  }

  private static boolean verifies(
      SignatureAlgorithm algorithm, String publicKey, Message message, String input, String base64)
      throws MalformedField {
    return JdkSignatures.verifier(algorithm, publicKey)
        .verify(base(message, input).octets(), Base64.getDecoder().decode(base64));
  }
}
