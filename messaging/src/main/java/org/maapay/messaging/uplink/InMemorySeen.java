package org.maapay.messaging.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nonces and events of one process; a restart forgets them. */
public final class InMemorySeen implements NonceStore, SeenEvents {
  /** Longer than any operator keeps repeating. */
  private static final Duration EVENTS_KEPT = Duration.ofDays(3);

  /** Bounds the memory; the oldest go first. */
  private static final int MOST = 200_000;

  private final InstantSource clock;
  private final Memory nonces = new Memory();
  private final Memory events = new Memory();

  public InMemorySeen(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Claim claim(Use use, Instant expires) {
    var key = use.chatbotId() + " " + use.nonce();
    var before = nonces.put(key, use.bodyDigest(), expires, clock.instant());
    if (before == null) {
      return Claim.FIRST;
    }
    return before.equals(use.bodyDigest()) ? Claim.REPEATED : Claim.MISUSED;
  }

  @Override
  public boolean claim(String key, Instant at) {
    return events.put(key, "", at.plus(EVENTS_KEPT), clock.instant()) == null;
  }

  @Override
  public void release(String key) {
    events.remove(key);
  }

  private static final class Memory {
    private final Map<String, String> known = new HashMap<>();
    private final Deque<Entry> byAge = new ArrayDeque<>();

    synchronized @Nullable String put(String key, String value, Instant expires, Instant now) {
      var oldest = byAge.peekFirst();
      while (oldest != null && (byAge.size() >= MOST || oldest.expires.isBefore(now))) {
        byAge.removeFirst();
        known.remove(oldest.key);
        oldest = byAge.peekFirst();
      }
      var before = known.putIfAbsent(key, value);
      if (before == null) {
        byAge.addLast(new Entry(key, expires));
      }
      return before;
    }

    synchronized void remove(String key) {
      known.remove(key);
    }
  }

  private record Entry(String key, Instant expires) {}
}
