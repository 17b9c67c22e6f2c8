package org.maapay.payer.android;

import android.content.Context;
import android.content.SharedPreferences;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Store;

/** The two names that are kept, in a file of the application's own; nothing secret (6.5-1). */
final class PreferenceStore implements Store {
  private final SharedPreferences names;

  PreferenceStore(Context context) {
    this.names = context.getSharedPreferences("maapay", Context.MODE_PRIVATE);
  }

  @Override
  public @Nullable String get(String name) {
    return names.getString(name, null);
  }

  @Override
  public void put(String name, String value) {
    names.edit().putString(name, value).apply();
  }

  @Override
  public void remove(String name) {
    names.edit().remove(name).apply();
  }
}
