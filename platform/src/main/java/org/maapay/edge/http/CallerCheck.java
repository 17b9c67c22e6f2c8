package org.maapay.edge.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.maapay.database.DatabaseException;
import org.maapay.edge.http.json.Json;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Refusal;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;

/** Finds out who calls: by signature where the route demands one (6.3.1-1a). */
public final class CallerCheck {
  private final MessageVerifier verifier;
  private final Function<String, Optional<String>> parties;
  private final UsedNonces nonces;
  private final Predicate<String> authorities;
  private final boolean showsBase;

  sealed interface Checked {}

  record Known(Caller caller) implements Checked {}

  record Turned(Problem problem) implements Checked {}

  /**
   * @param parties the party that owns a key
   * @param authorities the names under which this interface is called
   * @param showsBase whether a refusal shows the signature base that was built: the sandbox alone
   */
  public CallerCheck(
      MessageVerifier verifier,
      Function<String, Optional<String>> parties,
      UsedNonces nonces,
      Predicate<String> authorities,
      boolean showsBase) {
    this.verifier = verifier;
    this.parties = parties;
    this.nonces = nonces;
    this.authorities = authorities;
    this.showsBase = showsBase;
  }

  Checked check(Request request, Route route, Answering.Round round) {
    return switch (route.access()) {
      case SIGNED -> signed(request, round);
      case ROOT_ANSWER, OPEN -> anonymous(request);
    };
  }

  private Checked anonymous(Request request) {
    var host = request.target().authority().toLowerCase(Locale.ROOT);
    return authorities.test(host)
        ? new Known(new Caller.Anonymous())
        : new Turned(
            Problem.of(ProblemCode.AUTHORITY_UNKNOWN, "Call the platform by its own name."));
  }

  private Checked signed(Request request, Answering.Round round) {
    return switch (verifier.verify(round.message(), request.body())) {
      case Refused(var refusal, var key, var base) -> {
        key.ifPresent(known -> round.key(known.keyId(), known.algorithm()));
        yield new Turned(problem(refusal, base));
      }
      case Verified verified -> {
        round.key(verified.key().keyId(), verified.key().algorithm());
        yield fresh(verified, round);
      }
    };
  }

  private Checked fresh(Verified verified, Answering.Round round) {
    var keyId = verified.key().keyId();
    try {
      if (!nonces.use(keyId, verified.created(), verified.nonce())) {
        return new Turned(problem(Refusal.NONCE_REUSED, Optional.empty()));
      }
    } catch (DatabaseException e) {
      return new Turned(Problem.of(ProblemCode.UNAVAILABLE, "Repeat with a fresh nonce."));
    }
    var party = parties.apply(keyId).orElseThrow();
    round.party(party);
    return new Known(new Caller.Party(party, keyId));
  }

  private Problem problem(Refusal refusal, Optional<String> base) {
    var problem = Problem.of(code(refusal), detail(refusal));
    return showsBase && base.isPresent()
        ? problem.with("signatureBase", Json.of(base.get()))
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

  private static final Map<Refusal, String> DETAILS =
      Map.of(
          Refusal.SIGNATURE_MISSING, "Sign with tag \"maapay\" (RFC 9421).",
          Refusal.KEY_UNKNOWN, "keyid must be one that the platform issued.",
          Refusal.REQUEST_STALE, "created must be within 300 seconds of now; set the clock.",
          Refusal.SIGNATURE_INVALID,
              "Components, parameters, algorithm or the signature itself are not as agreed.",
          Refusal.KEY_EXPIRED, "Use the next key.",
          Refusal.KEY_NOT_YET_VALID, "Use the present key.",
          Refusal.KEY_REVOKED, "This key was revoked for good.",
          Refusal.DIGEST_MISMATCH, "Content-Digest must be of the octets that are sent.",
          Refusal.NONCE_REUSED, "Repeat with a fresh nonce.");

  private static String detail(Refusal refusal) {
    var detail = DETAILS.get(refusal);
    if (detail == null) {
      throw new AssertionError("every refusal has a detail");
    }
    return detail;
  }
}
