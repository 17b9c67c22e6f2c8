package org.maapay.payer.android;

import android.app.Activity;
import android.content.Intent;
import org.maapay.payer.Institution;
import org.maapay.payer.PayCallback;
import org.maapay.payer.PaySdk;

/** The SDK on Android: {@code MaaPay.of(institution).with(activity).pay(sdkToken, callback)}. */
public final class MaaPay {
  private final Institution institution;

  private MaaPay(Institution institution) {
    this.institution = institution;
  }

  /** The SDK of one institution. */
  public static MaaPay of(Institution institution) {
    return new MaaPay(institution);
  }

  /** The SDK as the client's dispatcher raises it over {@code activity}. */
  public PaySdk with(Activity activity) {
    return new Raised(institution, activity);
  }

  private static final class Raised implements PaySdk {
    private final Institution institution;
    private final Activity activity;

    Raised(Institution institution, Activity activity) {
      this.institution = institution;
      this.activity = activity;
    }

    @Override
    public Institution institution() {
      return institution;
    }

    @Override
    public void pay(String sdkToken, PayCallback callback) {
      var wish = Handover.give(new Handover.Wish(institution, sdkToken, callback));
      activity.startActivity(
          new Intent(activity, PaymentActivity.class).putExtra(PaymentActivity.WISH, wish));
    }
  }
}
