package org.maapay.payer.android;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Institution;
import org.maapay.payer.PayCallback;

/**
 * What is paid, handed to the SDK's activity inside this process: a token has no place in an
 * intent.
 */
final class Handover {
  private static final Map<String, Wish> WISHES = new ConcurrentHashMap<>();

  private Handover() {}

  /** A payment that was asked for. */
  record Wish(Institution institution, String sdkToken, PayCallback callback) {
    @Override
    public String toString() {
      return "Wish[" + institution.code() + "]";
    }
  }

  static String give(Wish wish) {
    var name = UUID.randomUUID().toString();
    WISHES.put(name, wish);
    return name;
  }

  /** Takes it, once; null if the process has been another since. */
  static @Nullable Wish take(@Nullable String name) {
    return name == null ? null : WISHES.remove(name);
  }
}
