package org.maapay.payer.android;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import android.view.WindowManager.LayoutParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.maapay.payer.Institution;
import org.maapay.payer.PayResult;
import org.maapay.payer.RiskSign;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.Shadows;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowLooper;

@RunWith(RobolectricTestRunner.class)
@Config(sdk = 34, qualifiers = "zh-rCN")
public class PaymentActivityTest {
  static final String KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PUBLIC KEY-----
      """;

  /** Nobody listens at this address. */
  private static final Institution NOBODY =
      new Institution("MAAPAY", "MaaPay", "http://127.0.0.1:9", KEY);

  private final List<PayResult> results = new ArrayList<>();

  private ActivityController<PaymentActivity> raised() {
    var client = Robolectric.buildActivity(Activity.class).setup().get();
    MaaPay.of(NOBODY).with(client).pay("token", results::add);
    Intent intent = Shadows.shadowOf(client).getNextStartedActivity();
    assertThat(intent.getComponent().getClassName()).isEqualTo(PaymentActivity.class.getName());
    assertThat(intent.getExtras().toString()).as("no token in an intent").doesNotContain("token");
    return Robolectric.buildActivity(PaymentActivity.class, intent).setup();
  }

  // @Clause("6.5-2")
  @Test
  public void the_sdk_has_a_screen_of_its_own_that_nobody_can_record() {
    var activity = raised().get();
    int flags = activity.getWindow().getAttributes().flags;
    assertThat(flags & LayoutParams.FLAG_SECURE).isEqualTo(LayoutParams.FLAG_SECURE);
    assertThat(requireNonNull(activity.shown()).getFilterTouchesWhenObscured()).isTrue();
  }

  @Test
  public void what_is_not_possible_is_told_and_the_client_hears_of_it() throws Exception {
    var controller = raised();
    var close = Shown.await(controller.get(), "关闭");
    assertThat(Shown.await(controller.get(), "没有连上支付机构，没有扣款。")).isNotNull();
    close.performClick();
    for (int i = 0; i < 100 && results.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(results).containsExactly(PayResult.FAILED);
    ShadowLooper.idleMainLooper();
    assertThat(controller.get().isFinishing()).isTrue();
  }

  @Test
  public void a_wish_is_taken_once() {
    var name = Handover.give(new Handover.Wish(NOBODY, "token", results::add));
    assertThat(Handover.take(name)).isNotNull();
    assertThat(Handover.take(name)).isNull();
    var orphan = Robolectric.buildActivity(PaymentActivity.class, new Intent()).setup().get();
    assertThat(orphan.isFinishing()).isTrue();
  }

  // @Clause("6.5-1")
  @Test
  public void the_store_keeps_names_in_a_private_file() {
    Context context = RuntimeEnvironment.getApplication();
    var store = new PreferenceStore(context);
    assertThat(store.get("maapay.device")).isNull();
    store.put("maapay.device", "d");
    assertThat(new PreferenceStore(context).get("maapay.device")).isEqualTo("d");
    store.remove("maapay.device");
    assertThat(store.get("maapay.device")).isNull();
  }

  // @Clause("6.5-5")
  @Test
  public void an_emulated_device_is_known_to_be_one() {
    assertThat(new DeviceSigns(RuntimeEnvironment.getApplication()).look())
        .contains(RiskSign.EMULATOR);
  }
}
