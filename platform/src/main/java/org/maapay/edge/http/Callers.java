package org.maapay.edge.http;

import java.util.Optional;
import org.maapay.edge.http.json.Json;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Refusal;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;

/** Proves who is calling by the request's signature (6.3.1-1a). */
final class Callers {
  private final Trust trust;
  private final Listener listener;
  private final MessageVerifier verifier;

  /** The outcome of the whole chain of checks, the nonce included. */
  sealed interface Proof {
    record Proved(Caller.Party party) implements Proof {}

    record Failed(Problem problem) implements Proof {}
  }

  Callers(Trust trust, Listener listener) {
    this.trust = trust;
    this.listener = listener;
    this.verifier =
        new MessageVerifier(
            SignatureRules.REQUEST,
            trust.parties(),
            listener.authorities()::contains,
            trust.clock());
  }

  /** The request as RFC 9421 sees it. */
  org.maapay.signature.Request message(Request request) {
    return new org.maapay.signature.Request(
        request.method(),
        listener.scheme(),
        request.target().authority(),
        request.path(),
        Optional.ofNullable(request.query()),
        FieldLines.of(request.headers().asMap()));
  }

  /** Checks the signature without using up its nonce. */
  Verification verify(org.maapay.signature.Request message, byte[] body) {
    return verifier.verify(message, body);
  }

  /** Turns a check into a proof; here the nonce is used up. */
  Proof prove(Verification verification) {
    return switch (verification) {
      case Refused refused -> new Proof.Failed(problem(refused));
      case Verified(var key, var created, var nonce) -> {
        if (!trust.nonces().use(key.keyId(), created, nonce)) {
          yield new Proof.Failed(
              Problem.of(
                  ProblemCode.NONCE_REUSED,
                  "This nonce was used with this key before. Sign again with a fresh one."));
        }
        var owner = trust.parties().record(key.keyId()).orElseThrow().party();
        yield new Proof.Proved(new Caller.Party(owner, key.keyId()));
      }
    };
  }

  private Problem problem(Refused refused) {
    var problem = Problem.of(code(refused.refusal()), detail(refused.refusal()));
    return listener.showSignatureBase() && refused.signatureBase().isPresent()
        ? problem.with("signatureBase", Json.of(refused.signatureBase().get()))
        : problem;
  }

  private static ProblemCode code(Refusal refusal) {
    return switch (refusal) {
      case SIGNATURE_MISSING -> ProblemCode.SIGNATURE_MISSING;
      case KEY_UNKNOWN -> ProblemCode.KEY_UNKNOWN;
      case REQUEST_STALE -> ProblemCode.REQUEST_STALE;
      case SIGNATURE_INVALID -> ProblemCode.SIGNATURE_INVALID;
      case KEY_EXPIRED -> ProblemCode.KEY_EXPIRED;
      case KEY_NOT_YET_VALID -> ProblemCode.KEY_NOT_YET_VALID;
      case KEY_REVOKED -> ProblemCode.KEY_REVOKED;
      case DIGEST_MISMATCH -> ProblemCode.DIGEST_MISMATCH;
      case NONCE_REUSED -> ProblemCode.NONCE_REUSED;
    };
  }

  private static String detail(Refusal refusal) {
    return switch (refusal) {
      case SIGNATURE_MISSING ->
          "There is no signature with the tag \"maapay\" in Signature-Input and Signature.";
      case KEY_UNKNOWN -> "The keyid is none that the platform issued.";
      case REQUEST_STALE ->
          "created is more than 300 seconds from the platform's time. Check the clock.";
      case SIGNATURE_INVALID ->
          "Components, parameters, algorithm, host name or signature are not as agreed.";
      case KEY_EXPIRED -> "The key's notAfter has passed. Register a new one.";
      case KEY_NOT_YET_VALID -> "The key's notBefore has not come, or it waits for activation.";
      case KEY_REVOKED -> "The key was revoked and never counts again.";
      case DIGEST_MISMATCH -> "Content-Digest does not hold for the body as received.";
      case NONCE_REUSED -> "This nonce was used with this key before.";
    };
  }
}
