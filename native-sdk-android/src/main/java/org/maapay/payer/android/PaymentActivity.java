package org.maapay.payer.android;

import static android.Manifest.permission.HIDE_OVERLAY_WINDOWS;

import android.app.Activity;
import android.content.pm.PackageManager;
import android.os.Bundle;
import android.view.View;
import android.view.WindowManager.LayoutParams;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.MaaPay;
import org.maapay.payer.Payment;

/** The SDK's own screen: never in a screenshot, a recording or the list of recent tasks (6.5-2). */
public final class PaymentActivity extends Activity {
  static final String WISH = "maapay.wish";

  private @Nullable Payment payment;
  private @Nullable PaymentScreen screen;

  @Override
  protected void onCreate(@Nullable Bundle state) {
    super.onCreate(state);
    getWindow().addFlags(LayoutParams.FLAG_SECURE);
    if (checkSelfPermission(HIDE_OVERLAY_WINDOWS) == PackageManager.PERMISSION_GRANTED) {
      getWindow().setHideOverlayWindows(true);
    }
    var wish = Handover.take(getIntent().getStringExtra(WISH));
    if (wish == null) {
      finish();
      return;
    }
    var drawn = new PaymentScreen(this);
    screen = drawn;
    setContentView(drawn.root());
    var host =
        new AndroidHost(this, wish.institution(), view -> runOnUiThread(() -> drawn.draw(view)));
    var begun =
        MaaPay.with(host)
            .pay(
                wish.sdkToken(),
                result -> {
                  wish.callback().finished(result);
                  runOnUiThread(this::finish);
                });
    payment = begun;
    drawn.connect(begun);
  }

  /** What is on the screen, for the system's accessibility and for tests. */
  @Nullable View shown() {
    return screen == null ? null : screen.root();
  }

  @Override
  protected void onStop() {
    super.onStop();
    if (payment != null) {
      payment.hidden();
    }
  }

  @Override
  @SuppressWarnings("deprecation") // Works on every version that the SDK runs on.
  public void onBackPressed() {
    if (payment != null) {
      payment.leave();
    }
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    if (payment != null) {
      payment.close();
    }
  }
}
