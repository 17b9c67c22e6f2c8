package org.maapay.edge.merchant;

import java.util.Locale;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Json;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.keys.signing.PublishedKeys;

/** {@code GET /v1/platform-keys}: what the platform signs with, under the root key's signature. */
final class PlatformKeysHandler implements Handler {
  private final PlatformKeys keys;

  PlatformKeysHandler(PlatformKeys keys) {
    this.keys = keys;
  }

  @Override
  public Reply handle(Call call) {
    var published = keys.published();
    return Answer.ok(
        Json.members()
            .put("version", published.version())
            .put("expires", published.expires().toString())
            .put("keys", Json.of(published.keys().stream().map(PlatformKeysHandler::key).toList()))
            .build());
  }

  private static Json.Obj key(PublishedKeys.Entry entry) {
    var key = entry.key();
    return Json.members()
        .put("keyId", key.keyId())
        .put("alg", key.algorithm().wireName())
        .put("publicKeyPem", key.publicPem())
        .put("notBefore", key.validity().notBefore().toString())
        .put("notAfter", key.validity().notAfter().toString())
        .put("state", entry.state().name().toLowerCase(Locale.ROOT))
        .build();
  }
}
