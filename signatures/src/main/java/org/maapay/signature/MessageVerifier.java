package org.maapay.signature;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maapay.signature.BareItem.BytesItem;
import org.maapay.signature.Member.InnerList;
import org.maapay.signature.Member.Item;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;

/**
 * Checks messages of one kind against the rules of the wire (6.3.1-1a, 6.3.1-2a). The checks run in
 * the order of {@link Refusal}; the nonce, the last one, is the caller's. Safe for use by many
 * threads.
 */
public final class MessageVerifier {
  private static final long TOLERANCE_SECONDS = 300;
  private static final int LONGEST_PARAMETER = 128;

  private final SignatureRules rules;
  private final KeyLookup keys;
  private final Predicate<String> authorities;
  private final InstantSource clock;

  /**
   * Creates a verifier.
   *
   * @param authorities the names under which the receiver may be called, in lower case and without
   *     a default port; not asked for answers
   */
  public MessageVerifier(
      SignatureRules rules, KeyLookup keys, Predicate<String> authorities, InstantSource clock) {
    this.rules = rules;
    this.keys = keys;
    this.authorities = authorities;
    this.clock = clock;
  }

  /** The signature under examination: the first one with the right tag. */
  private record Candidate(String label, SignatureInput input, boolean alone) {}

  /** Checks {@code message}, whose raw body is {@code body}. */
  public Verification verify(Message message, byte[] body) {
    var fields = message.fields();
    if (fields.values("signature-input").isEmpty() || fields.values("signature").isEmpty()) {
      return refused(Refusal.SIGNATURE_MISSING, null, null);
    }
    try {
      var candidate = candidate(fields);
      return candidate == null
          ? refused(Refusal.SIGNATURE_MISSING, null, null)
          : verify(message, candidate, body);
    } catch (MalformedField fault) {
      return refused(Refusal.SIGNATURE_INVALID, null, null);
    }
  }

  private @Nullable Candidate candidate(FieldLines fields) throws MalformedField {
    Candidate found = null;
    for (var member : dictionary("signature-input", fields).entrySet()) {
      if (member.getValue() instanceof InnerList list) {
        var input = SignatureInput.of(list);
        if (input.text("tag").filter(rules.tag()::equals).isPresent()) {
          found =
              found == null
                  ? new Candidate(member.getKey(), input, true)
                  : new Candidate(found.label(), found.input(), false);
        }
      }
    }
    return found;
  }

  private Verification verify(Message message, Candidate candidate, byte[] body)
      throws MalformedField {
    var input = candidate.input();
    var keyId = input.text("keyid").filter(MessageVerifier::isUsable);
    if (keyId.isEmpty()) {
      return refused(Refusal.SIGNATURE_INVALID, null, null);
    }
    var key = keys.find(keyId.get()).orElse(null);
    if (key == null) {
      return refused(Refusal.KEY_UNKNOWN, null, null);
    }
    var now = clock.instant();
    var created = input.integer("created");
    if (rules.isFresh()
        && created.isPresent()
        && Math.abs(created.getAsLong() - now.getEpochSecond()) > TOLERANCE_SECONDS) {
      return refused(Refusal.REQUEST_STALE, key, null);
    }
    var base = baseOrNull(message, candidate);
    if (base == null || created.isEmpty() || !isSigned(message, candidate, key, base)) {
      return refused(Refusal.SIGNATURE_INVALID, key, base);
    }
    return refusalOf(key, now)
        .or(() -> refusalOf(message, body))
        .<Verification>map(refusal -> refused(refusal, key, base))
        .orElseGet(() ->
            new Verified(
                key, Instant.ofEpochSecond(created.getAsLong()), input.text("nonce").orElse("")));
  }

  private @Nullable SignatureBase baseOrNull(Message message, Candidate candidate) {
    try {
      return SignatureBase.of(message, candidate.input());
    } catch (MalformedField missing) {
      return null;
    }
  }

  private boolean isSigned(
      Message message, Candidate candidate, VerificationKey key, SignatureBase base)
      throws MalformedField {
    var algorithm = candidate.input().text("alg");
    return candidate.alone()
        && candidate.label().equals(rules.label())
        && hasTheParameters(candidate.input())
        && coversEnough(message, candidate.input())
        && (!(message instanceof Request request) || authorities.test(request.authority()))
        && algorithm.filter(key.algorithm().wireName()::equals).isPresent()
        && dictionary("signature", message.fields()).get(candidate.label()) instanceof Item item
        && item.parameters().isEmpty()
        && item.value() instanceof BytesItem signature
        && key.verifier().verify(base.octets(), signature.octets());
  }

  /** A parameter nobody agreed on could change what a signature means. */
  private boolean hasTheParameters(SignatureInput input) {
    int expected = rules.hasNonce() ? 5 : 4;
    return input.parameters().size() == expected
        && (!rules.hasNonce() || input.text("nonce").filter(MessageVerifier::isUsable).isPresent());
  }

  private boolean coversEnough(Message message, SignatureInput input) throws MalformedField {
    var covered = input.components();
    for (var needed : rules.coveredOn(message).components()) {
      if (!SignatureInput.contains(covered, needed.identifier())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Refusal> refusalOf(VerificationKey key, Instant now) {
    if (!now.isBefore(key.notAfter())) {
      return Optional.of(Refusal.KEY_EXPIRED);
    }
    return switch (key.state()) {
      case PENDING -> Optional.of(Refusal.KEY_NOT_YET_VALID);
      case ACTIVE, RETIRING ->
          now.isBefore(key.notBefore()) ? Optional.of(Refusal.KEY_NOT_YET_VALID) : Optional.empty();
      case REVOKED -> Optional.of(Refusal.KEY_REVOKED);
    };
  }

  /** A call without a body needs no digest; one that is given must hold all the same. */
  private static Optional<Refusal> refusalOf(Message message, byte[] body) {
    boolean mayLack = message instanceof Request request && request.method().equals("GET");
    return (mayLack && message.fields().values(ContentDigest.FIELD).isEmpty())
            || ContentDigest.matches(message.fields(), body)
        ? Optional.empty()
        : Optional.of(Refusal.DIGEST_MISMATCH);
  }

  private static Map<String, Member> dictionary(String name, FieldLines fields)
      throws MalformedField {
    return FieldParser.dictionary(ComponentValues.combined(name, fields));
  }

  private static boolean isUsable(String parameter) {
    return !parameter.isEmpty() && parameter.length() <= LONGEST_PARAMETER;
  }

  private static Refused refused(
      Refusal refusal, @Nullable VerificationKey key, @Nullable SignatureBase base) {
    return new Refused(
        refusal, Optional.ofNullable(key), Optional.ofNullable(base).map(SignatureBase::text));
  }
}
