package org.maapay.edge.merchant;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.kernel.MerchantId;
import org.maapay.keys.signing.PartyKey;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.Registration;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Request;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.SignatureVerifier;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;

/**
 * {@code POST /v1/merchant-keys}: the merchant's next key (6.3.1-1b). The call is signed by the
 * present key, as every call, and once more by the new one, which proves that the merchant holds
 * it.
 */
final class MerchantKeysHandler implements Handler {
  private static final TextRule PEM = TextRule.upTo(4096).onManyLines();
  private static final Duration MOMENT = Duration.ofHours(1);

  private final PartyKeys keys;
  private final Listener listener;
  private final InstantSource wall;

  /**
   * How this interface is called.
   *
   * @param scheme {@code https}, or {@code http} behind the demo's loopback
   */
  record Listener(String scheme, Predicate<String> authorities) {}

  MerchantKeysHandler(PartyKeys keys, Listener listener, InstantSource wall) {
    this.keys = keys;
    this.listener = listener;
    this.wall = wall;
  }

  private record Next(MerchantId merchant, SignatureAlgorithm algorithm, String pem) {}

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(call.json(), MerchantKeysHandler::next)) {
      case Bad<Next>(var errors) -> Problem.fields(errors);
      case Good<Next>(var next) when !Signers.isSigner(call, next.merchant()) -> Signers.MISMATCH;
      case Good<Next>(var next) -> register(call, next);
    };
  }

  private Reply register(Call call, Next next) {
    Optional<SignatureVerifier> verifier = verifier(next);
    if (verifier.isEmpty()) {
      return refused("The key is not readable, too weak, or for another algorithm.");
    }
    if (!isProved(call, verifier.get())) {
      return refused("Sign the call with the new key too, as sig2 with tag \"maapay-new-key\".");
    }
    return switch (keys.succeed(call.party().keyId(), next.algorithm(), next.pem())) {
      case Registration.Registered(var key) -> Answer.ok(answer(next.merchant(), key));
      case Registration.Refused(var reason) ->
          refused(
              switch (reason) {
                case NOT_A_SAFE_KEY -> "The key is not readable, too weak, or another's.";
                case ALREADY_REGISTERED -> "The key is registered already; make a fresh one.";
                case ROTATION_UNDER_WAY -> "Two keys count already; wait until one has ended.";
              });
    };
  }

  private boolean isProved(Call call, SignatureVerifier verifier) {
    var now = wall.instant();
    var key =
        new VerificationKey(
            "new", verifier, now.minus(MOMENT), now.plus(MOMENT), VerificationKey.State.ACTIVE);
    var check =
        new MessageVerifier(
            SignatureRules.NEXT_KEY,
            id -> id.equals("new") ? Optional.of(key) : Optional.empty(),
            listener.authorities(),
            wall);
    var request = call.request();
    FieldLines fields = lower -> request.headers().all(lower);
    var message =
        new Request(
            request.method(),
            listener.scheme(),
            request.target().authority(),
            request.path(),
            Optional.ofNullable(request.query()),
            fields);
    return check.verify(message, request.body()) instanceof Verified;
  }

  private static Optional<SignatureVerifier> verifier(Next next) {
    try {
      return Optional.of(Signatures.verifier(next.algorithm(), next.pem()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Json.Obj answer(MerchantId merchant, PartyKey key) {
    return Json.members()
        .put("merchantId", merchant.value())
        .put("keyId", key.keyId())
        .put("alg", key.algorithm().wireName())
        .put("notBefore", key.validity().notBefore().toString())
        .put("notAfter", key.validity().notAfter().toString())
        .put("state", key.state().name())
        .build();
  }

  private static Next next(Fields fields) {
    var name = fields.text("alg", TextRule.upTo(32));
    var algorithm = SignatureAlgorithm.named(name);
    if (algorithm.isEmpty() && !name.isEmpty()) {
      fields.error("alg", "must be an algorithm of the interface");
    }
    return new Next(
        new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
        algorithm.orElse(SignatureAlgorithm.ED25519),
        fields.text("publicKeyPem", PEM));
  }

  private static Problem refused(String detail) {
    return Problem.of(ProblemCode.KEY_NOT_ACCEPTED, detail);
  }
}
