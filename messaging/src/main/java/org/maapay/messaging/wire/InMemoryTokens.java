package org.maapay.messaging.wire;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens of a chatbot that one process speaks for. */
public final class InMemoryTokens implements TokenStore {
  private final Map<String, AccessToken> tokens = new HashMap<>();
  private final Map<String, Instant> claims = new HashMap<>();

  @Override
  public synchronized Optional<AccessToken> find(String chatbotId) {
    return Optional.ofNullable(tokens.get(chatbotId));
  }

  @Override
  public synchronized boolean claimRefresh(
      String chatbotId, String replaced, Instant now, Instant until) {
    var stored = find(chatbotId).map(AccessToken::value).orElse("");
    var claimed = claims.get(chatbotId);
    if (!stored.equals(replaced) || (claimed != null && claimed.isAfter(now))) {
      return false;
    }
    claims.put(chatbotId, until);
    return true;
  }

  @Override
  public synchronized void store(String chatbotId, AccessToken token) {
    tokens.put(chatbotId, token);
    claims.remove(chatbotId);
  }

  @Override
  public synchronized void abandon(String chatbotId) {
    claims.remove(chatbotId);
  }
}
