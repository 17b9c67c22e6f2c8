package org.maapay.keys;

import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Instances of an algorithm that are ready for the next use: finding the provider and making one
 * costs more than a short text does. Each is used by one thread at a time and initialised anew by
 * everyone who takes it.
 *
 * @param <T> such as {@code javax.crypto.Cipher}
 */
final class Reused<T> {
  /** As many as a large machine's processors use at once; the rest is made and forgotten. */
  private static final int KEPT = 64;

  private final BlockingQueue<T> ready = new ArrayBlockingQueue<>(KEPT);
  private final Maker<T> maker;

  /** {@code maker} makes one when none is ready. */
  Reused(Maker<T> maker) {
    this.maker = maker;
  }

  /** Makes an instance. */
  @FunctionalInterface
  interface Maker<T> {
    T make() throws GeneralSecurityException;
  }

  /** What is done with an instance, from its initialisation to its result. */
  @FunctionalInterface
  interface Use<T, R> {
    R with(T instance) throws GeneralSecurityException;
  }

  /** Lends an instance for {@code use}. One whose use failed is not used again. */
  <R> R use(Use<T, R> use) throws GeneralSecurityException {
    var kept = ready.poll();
    var instance = kept == null ? maker.make() : kept;
    var result = use.with(instance);
    ready.offer(instance);
    return result;
  }
}
