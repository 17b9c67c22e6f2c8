package org.maapay.edge.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.json.Json;
import org.maapay.signature.Verification;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;

/** What becomes known of one request while it is checked; lives in one thread. */
final class Exchange {
  final Request request;
  final String incident;
  @Nullable Route route;
  @Nullable Verification verification;
  private org.maapay.signature.@Nullable Request message;
  Caller caller = new Caller.Anonymous();

  /** What the log may show of the body; empty until it was found to hold nothing secret. */
  Json.@Nullable Obj loggable;

  Exchange(Request request, String incident) {
    this.request = request;
    this.incident = incident;
  }

  /** The request as RFC 9421 sees it; made once. */
  org.maapay.signature.Request message(Callers callers) {
    var made = message;
    if (made == null) {
      made = callers.message(request);
      message = made;
    }
    return made;
  }

  /** The key that the request names, if the platform knows it; proved or not. */
  Optional<VerificationKey> key() {
    return switch (verification) {
      case null -> Optional.empty();
      case Verified verified -> Optional.of(verified.key());
      case Refused refused -> refused.key();
    };
  }

  Optional<String> nonce() {
    return verification instanceof Verified(_, _, var nonce)
        ? Optional.of(nonce)
        : Optional.empty();
  }
}
