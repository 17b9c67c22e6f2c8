package org.maapay.payer.android;

import static java.util.Objects.requireNonNull;

import android.view.View;
import android.view.ViewGroup;
import android.widget.TextView;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.robolectric.shadows.ShadowLooper;

/** Finds on the SDK's screen what a user would. */
final class Shown {
  private Shown() {}

  /** What says {@code said} and nothing else, as soon as it is there. */
  static View await(PaymentActivity activity, String said) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      var found = now(activity, said);
      if (found != null) {
        return found;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("it was not shown: " + said);
  }

  static @Nullable View now(PaymentActivity activity, String said) {
    ShadowLooper.idleMainLooper();
    return find(requireNonNull(activity.shown()), view -> isText(view, said));
  }

  private static boolean isText(View view, String said) {
    return view instanceof TextView words && words.getText().toString().equals(said);
  }

  private static @Nullable View find(View view, Predicate<View> wanted) {
    if (wanted.test(view)) {
      return view;
    }
    if (view instanceof ViewGroup group) {
      for (int i = 0; i < group.getChildCount(); i++) {
        var found = find(group.getChildAt(i), wanted);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
