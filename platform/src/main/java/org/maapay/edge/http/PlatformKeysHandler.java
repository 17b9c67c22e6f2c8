package org.maapay.edge.http;

import java.time.format.DateTimeFormatter;
import org.maapay.edge.http.json.Json;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.keys.signing.PublishedKeys.Entry;

/**
 * {@code GET /v1/platform-keys}: the keys that sign the platform's answers and callbacks. To be
 * used with {@link Route#rootGet}.
 */
public final class PlatformKeysHandler implements Handler {
  private final PlatformKeys keys;

  public PlatformKeysHandler(PlatformKeys keys) {
    this.keys = keys;
  }

  @Override
  public Reply handle(Call call) {
    var published = keys.published();
    return Answer.ok(
        Json.members()
            .put("version", published.version())
            .put("expires", DateTimeFormatter.ISO_INSTANT.format(published.expires()))
            .put("keys", Json.of(published.keys().stream().map(PlatformKeysHandler::key).toList()))
            .build());
  }

  private static Json key(Entry entry) {
    var key = entry.key();
    return Json.members()
        .put("keyId", key.keyId())
        .put("alg", key.algorithm().wireName())
        .put("publicKeyPem", key.publicPem())
        .put("notBefore", DateTimeFormatter.ISO_INSTANT.format(key.validity().notBefore()))
        .put("notAfter", DateTimeFormatter.ISO_INSTANT.format(key.validity().notAfter()))
        .put("state", entry.state().name())
        .build();
  }
}
