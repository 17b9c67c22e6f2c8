package org.maapay.payer.android;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Activity;
import android.content.Intent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.maapay.payer.PayResult;
import org.maapay.payer.View.Ended.Why;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.Shadows;
import org.robolectric.annotation.Config;

/** "It is not my order", and "no more of this merchant", on the SDK's screen. */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 34, qualifiers = "zh-rCN")
public class RefusingTest {
  private final List<PayResult> results = new CopyOnWriteArrayList<>();
  private Institutions institution;
  private PaymentActivity activity;

  @Before
  public void raise() throws Exception {
    institution = new Institutions(PaymentActivityTest.KEY);
    var client = Robolectric.buildActivity(Activity.class).setup().get();
    MaaPay.of(institution.institution()).with(client).pay("token", results::add);
    Intent intent = Shadows.shadowOf(client).getNextStartedActivity();
    activity = Robolectric.buildActivity(PaymentActivity.class, intent).setup().get();
  }

  @After
  public void end() {
    institution.close();
  }

  // @Clause("6.1.1-2")
  @Test
  public void it_is_asked_once_more_before_the_order_is_closed() throws Exception {
    Shown.await(activity, "不是我的订单").performClick();
    assertThat(Shown.await(activity, "订单会被关闭，没有扣款。您也可以不再接收这个商户的付款请求。")).isNotNull();
    assertThat(Shown.await(activity, "¥12.50")).isNotNull();
    assertThat(institution.refusals).isEmpty();
    Shown.await(activity, "再看看").performClick();
    assertThat(Shown.await(activity, "支付 ¥12.50")).isNotNull();
    assertThat(institution.refusals).as("nothing was said").isEmpty();
  }

  @Test
  public void closing_the_order_tells_the_institution_and_the_client() throws Exception {
    Shown.await(activity, "不是我的订单").performClick();
    Shown.await(activity, "关闭这笔订单").performClick();
    assertThat(Shown.await(activity, Words.of(activity).ended(Why.REFUSED))).isNotNull();
    assertThat(institution.refusals).containsExactly("{\"block\":false}");
    leave();
    assertThat(results).containsExactly(PayResult.CANCELLED);
  }

  @Test
  public void blocking_closes_the_order_and_refuses_the_merchant() throws Exception {
    Shown.await(activity, "不是我的订单").performClick();
    Shown.await(activity, "关闭并不再接收").performClick();
    assertThat(Shown.await(activity, Words.of(activity).ended(Why.BLOCKED))).isNotNull();
    assertThat(institution.refusals).containsExactly("{\"block\":true}");
    assertThat(Shown.now(activity, "支付 ¥12.50")).isNull();
    leave();
    assertThat(results).containsExactly(PayResult.CANCELLED);
  }

  @Test
  public void what_was_paid_meanwhile_is_said_to_be_paid() throws Exception {
    Shown.await(activity, "不是我的订单");
    institution.paid = true;
    Shown.await(activity, "不是我的订单").performClick();
    Shown.await(activity, "关闭并不再接收").performClick();
    Shown.await(activity, "完成").performClick();
    assertThat(institution.refusals).isEmpty();
    awaitResult();
    assertThat(results).containsExactly(PayResult.SUCCESS);
  }

  @Test
  @Config(sdk = 34, qualifiers = "en-rUS")
  public void a_handset_in_english_says_it_in_english() throws Exception {
    Shown.await(activity, "Not my order").performClick();
    Shown.await(activity, "Close it and get no more").performClick();
    assertThat(Shown.await(activity, Words.of(activity).ended(Why.BLOCKED))).isNotNull();
    assertThat(institution.refusals).hasSize(1);
  }

  private void leave() throws Exception {
    Shown.await(activity, "关闭").performClick();
    awaitResult();
  }

  private void awaitResult() throws Exception {
    for (int i = 0; i < 100 && results.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
