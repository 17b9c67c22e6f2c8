package org.maapay.simulator.bank;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.JdkSignatures;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Refusal;
import org.maapay.signature.Request;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;
import org.maapay.signature.VerificationKey.State;

/** Checks who calls the clearing house, and signs what it answers. */
final class HouseSignatures {
  private static final Duration NONCE_LIFE = Duration.ofMinutes(10);

  private final VerificationKey client;
  private final Signer house;
  private final MessageVerifier calls;
  private final MessageSigner answers;
  private final InstantSource clock;
  private final Map<String, Instant> nonces = new ConcurrentHashMap<>();

  HouseSignatures(BankConfig config, InstantSource clock) {
    this.clock = clock;
    this.client =
        new VerificationKey(
            config.client().keyId(),
            JdkSignatures.verifier(SignatureAlgorithm.ED25519, config.client().publicKeyPem()),
            Instant.MIN,
            Instant.MAX,
            State.ACTIVE);
    this.house =
        JdkSignatures.signer(
            config.house().keyId(), SignatureAlgorithm.ED25519, config.house().privateKeyPem());
    this.calls = new MessageVerifier(SignatureRules.BANK, this::find, host -> true, clock);
    this.answers = new MessageSigner(SignatureRules.BANK_ANSWER, clock);
  }

  /** Returns why the call is refused, or empty if it is the client's. */
  Optional<Refusal> refusal(Request request, byte[] body) {
    return switch (calls.verify(request, body)) {
      case Refused refused -> Optional.of(refused.refusal());
      case Verified verified ->
          isFresh(verified) ? Optional.empty() : Optional.of(Refusal.NONCE_REUSED);
    };
  }

  /** Returns the headers of an answer; unsigned if the call's signature cannot be read. */
  Map<String, String> headers(Request request, int status, byte[] body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-digest", ContentDigest.sha256(body));
    var response =
        new Response(
            status, FieldLines.NONE.with("content-digest", ContentDigest.sha256(body)), request);
    answers.sign(response, house).ifPresent(signed -> headers.putAll(signed.asMap()));
    return headers;
  }

  private boolean isFresh(Verified verified) {
    var now = clock.instant();
    nonces.values().removeIf(until -> until.isBefore(now));
    return nonces.putIfAbsent(verified.nonce(), verified.created().plus(NONCE_LIFE)) == null;
  }

  private Optional<VerificationKey> find(String keyId) {
    return Optional.of(client).filter(key -> key.keyId().equals(keyId));
  }
}
