package org.maapay.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.Request.Target;
import org.maapay.keys.signing.KeyPairText;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.Registration.Registered;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;

/** A merchant who signs. */
final class TestParty {
  static final String HOST = "pay.example";

  private final Signer signer;
  private final InstantSource clock;

  private TestParty(Signer signer, InstantSource clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /** One whose key is registered. */
  static TestParty admitted(
      String party, SignatureAlgorithm algorithm, PartyKeys keys, InstantSource clock) {
    var pair = KeyPairText.generate(algorithm);
    if (keys.admit(party, algorithm, pair.publicPem()) instanceof Registered(var key)) {
      return new TestParty(Signatures.signer(key.keyId(), algorithm, pair.privatePem()), clock);
    }
    throw new AssertionError("not admitted");
  }

  /** One with another key id or clock, or both. */
  TestParty as(String keyId, InstantSource otherClock) {
    var mine = signer;
    return new TestParty(
        new Signer() {
          @Override
          public String keyId() {
            return keyId;
          }

          @Override
          public SignatureAlgorithm algorithm() {
            return mine.algorithm();
          }

          @Override
          public byte[] sign(byte[] base) {
            return mine.sign(base);
          }
        },
        otherClock);
  }

  String keyId() {
    return signer.keyId();
  }

  Request post(String path, String body) {
    return post(path, body.getBytes(UTF_8));
  }

  Request post(String path, byte[] body) {
    var headers =
        Headers.of(
            "Content-Type", "application/json", "Content-Digest", ContentDigest.sha256(body));
    return signed(new Request("POST", new Target(HOST, path, null), headers, body, "203.0.113.7"));
  }

  Request get(String path, @Nullable String query) {
    return signed(
        new Request(
            "GET", new Target(HOST, path, query), Headers.NONE, new byte[0], "203.0.113.7"));
  }

  Request signed(Request request) {
    var fields = new MessageSigner(SignatureRules.REQUEST, clock).sign(message(request), signer);
    return TestRequests.with(
        TestRequests.with(request, "Signature-Input", fields.signatureInput()),
        "Signature",
        fields.signature());
  }

  static org.maapay.signature.Request message(Request request) {
    return new org.maapay.signature.Request(
        request.method(),
        "https",
        request.target().authority(),
        request.path(),
        Optional.ofNullable(request.query()),
        FieldLines.of(request.headers().asMap()));
  }
}
