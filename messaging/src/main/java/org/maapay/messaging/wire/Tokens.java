package org.maapay.messaging.wire;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.CallResult.Unknown;

/**
 * The one way to a chatbot's access token. Of many callers that find it expired one fetches, the
 * others wait for what it got.
 */
public final class Tokens {
  /** Leaves a call time to arrive before its token ends. */
  private static final Duration EARLY = Duration.ofMinutes(2);

  private static final Duration CLAIM = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final String chatbotId;
  private final TokenStore store;
  private final InstantSource clock;
  private final Fetch fetch;
  private final ReentrantLock one = new ReentrantLock();

  /** Asks the operator. */
  public interface Fetch {
    CallResult<AccessToken> fetch();
  }

  public Tokens(String chatbotId, TokenStore store, InstantSource clock, Fetch fetch) {
    this.chatbotId = chatbotId;
    this.store = store;
    this.clock = clock;
    this.fetch = fetch;
  }

  /** The present token, fetched if there is none or it ends soon. */
  public CallResult<AccessToken> current() {
    var found = store.find(chatbotId);
    if (found.isPresent() && clock.instant().isBefore(found.get().expires().minus(EARLY))) {
      return new Answered<>(found.get());
    }
    return replace(found.map(AccessToken::value).orElse(""));
  }

  /** A token other than {@code refused}: one that another caller got since, or a new one. */
  public CallResult<AccessToken> replace(String refused) {
    one.lock();
    try {
      var deadline = clock.instant().plus(CLAIM);
      while (true) {
        var found = store.find(chatbotId);
        if (found.isPresent() && !found.get().value().equals(refused)) {
          return new Answered<>(found.get());
        }
        var now = clock.instant();
        if (store.claimRefresh(chatbotId, refused, now, now.plus(CLAIM))) {
          return fetched();
        }
        if (now.isAfter(deadline) || !paused()) {
          return new Unknown<>("another process holds the right to fetch a token");
        }
      }
    } finally {
      one.unlock();
    }
  }

  private CallResult<AccessToken> fetched() {
    boolean stored = false;
    try {
      var result = fetch.fetch();
      if (result instanceof Answered(var token)) {
        store.store(chatbotId, token);
        stored = true;
      }
      return result;
    } finally {
      if (!stored) {
        store.abandon(chatbotId);
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(LOOK_AGAIN);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
