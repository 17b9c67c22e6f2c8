package org.maapay.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was read, kept for a moment. When the moment ends one of those who ask reads it anew, and
 * the others wait for him; what stops him stops them.
 *
 * @param <K> of few values
 */
public final class Kept<K, V> {
  private final Duration keep;
  private final InstantSource clock;
  private final Function<K, V> read;
  private final Map<K, Found<V>> known = new ConcurrentHashMap<>();
  private final Map<K, CompletableFuture<V>> readings = new ConcurrentHashMap<>();

  private record Found<V>(V value, Instant until) {}

  /**
   * @param keep the longest that somebody is told what was so before
   */
  public Kept(Duration keep, InstantSource clock, Function<K, V> read) {
    this.keep = keep;
    this.clock = clock;
    this.read = read;
  }

  /** What belongs to {@code key}; throws what reading it throws. */
  public V get(K key) {
    var found = fresh(key);
    if (found != null) {
      return found.value();
    }
    var mine = new CompletableFuture<V>();
    var other = readings.putIfAbsent(key, mine);
    return other == null ? readFor(key, mine) : join(other);
  }

  /** Has it read anew by whoever asks next. */
  public void forget(K key) {
    known.remove(key);
  }

  private @Nullable Found<V> fresh(K key) {
    var found = known.get(key);
    return found != null && clock.instant().isBefore(found.until()) ? found : null;
  }

  private V readFor(K key, CompletableFuture<V> mine) {
    try {
      var found = fresh(key); // Somebody may have read it between the look and the claim.
      var value = found == null ? read(key) : found.value();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      readings.remove(key, mine);
    }
  }

  private V read(K key) {
    var until = clock.instant().plus(keep);
    var value = read.apply(key);
    known.put(key, new Found<>(value, until));
    return value;
  }

  private V join(CompletableFuture<V> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
