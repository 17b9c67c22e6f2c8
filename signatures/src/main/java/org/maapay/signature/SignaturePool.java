package org.maapay.signature;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Initialised {@link Signature} objects of one key. They are not safe for several threads and dear
 * to prepare, and a thread-local would keep one for each of thousands of virtual threads.
 */
final class SignaturePool {
  private static final int SLOTS = 8;

  private final Source source;
  private final AtomicReferenceArray<@Nullable Signature> idle = new AtomicReferenceArray<>(SLOTS);

  /** Makes one more. */
  interface Source {
    Signature create() throws GeneralSecurityException;
  }

  /** Creates the first one at once, so that a key that cannot be used is found here. */
  SignaturePool(Source source) {
    this.source = source;
    giveBack(create());
  }

  Signature take() {
    for (int i = 0; i < SLOTS; i++) {
      var found = idle.get(i);
      if (found != null && idle.compareAndSet(i, found, null)) {
        return found;
      }
    }
    return create();
  }

  /** Takes back one whose last operation ended well, which leaves it initialised. */
  void giveBack(Signature signature) {
    for (int i = 0; i < SLOTS; i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, signature)) {
        return;
      }
    }
  }

  private Signature create() {
    try {
      return source.create();
    } catch (GeneralSecurityException fault) {
      throw new IllegalArgumentException("the key cannot be used", fault);
    }
  }

  @Override
  public String toString() {
    return "SignaturePool";
  }
}
