package org.maapay.edge.http;

import java.util.Optional;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureFields;
import org.maapay.signature.SignatureRules;

/** Signs answers, bound to the request that they answer (6.3.1-1a, 6.3.1-2a). */
final class AnswerSigning {
  private final PlatformKeys keys;
  private final MessageSigner bound;
  private final MessageSigner unbound;

  AnswerSigning(Trust trust) {
    this.keys = trust.platform();
    this.bound = new MessageSigner(SignatureRules.ANSWER, trust.clock());
    this.unbound = new MessageSigner(SignatureRules.UNSIGNED_CALL_ANSWER, trust.clock());
  }

  /** Signs in {@code algorithm}; as it is if the request has no {@code sig1} that can be read. */
  Answer sign(Answer answer, org.maapay.signature.Request request, SignatureAlgorithm algorithm) {
    var digested = digested(answer);
    return signed(digested, bound.sign(response(digested, request), keys.signer(algorithm)));
  }

  /** Signs the answer to an unsigned call with the root key. */
  Answer signByRoot(Answer answer, org.maapay.signature.Request request) {
    var digested = digested(answer);
    return signed(digested, unbound.sign(response(digested, request), keys.root()));
  }

  private static Answer digested(Answer answer) {
    return answer.with("Content-Digest", ContentDigest.sha256(answer.body()));
  }

  private static Response response(Answer answer, org.maapay.signature.Request request) {
    return new Response(answer.status(), FieldLines.of(answer.headers().asMap()), request);
  }

  private static Answer signed(Answer answer, Optional<SignatureFields> fields) {
    return fields
        .map(both ->
            answer
                .with("Signature-Input", both.signatureInput())
                .with("Signature", both.signature()))
        .orElse(answer);
  }
}
