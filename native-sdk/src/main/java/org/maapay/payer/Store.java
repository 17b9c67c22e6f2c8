package org.maapay.payer;

import org.jspecify.annotations.Nullable;

/** A few short texts that outlive the process. Never anything secret. */
public interface Store {
  @Nullable String get(String name);

  void put(String name, String value);

  void remove(String name);
}
