package org.maapay.payer.android;

import android.app.Activity;
import android.content.res.Configuration;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup.LayoutParams;
import android.widget.Button;
import android.widget.LinearLayout;
import android.widget.RadioButton;
import android.widget.RadioGroup;
import android.widget.ScrollView;
import android.widget.TextView;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Notice;
import org.maapay.payer.OrderFacts;
import org.maapay.payer.Payment;

/** Draws the SDK's views with views made here: without layouts there is less to read statically. */
final class PaymentScreen {
  private static final int LARGE = 28;
  private static final int PLAIN = 16;

  private final Activity activity;
  private final Words words;
  private final ScrollView root;
  private final LinearLayout list;
  private final int ink;
  private @Nullable Payment payment;
  private org.maapay.payer.@Nullable View waiting;

  PaymentScreen(Activity activity) {
    this.activity = activity;
    this.words = Words.of(activity);
    boolean dark =
        (activity.getResources().getConfiguration().uiMode & Configuration.UI_MODE_NIGHT_MASK)
            == Configuration.UI_MODE_NIGHT_YES;
    this.ink = dark ? 0xffeef1f6 : 0xff14171f;
    this.root = new ScrollView(activity);
    root.setBackgroundColor(dark ? 0xff1f2530 : 0xffffffff);
    root.setFilterTouchesWhenObscured(true);
    this.list = new LinearLayout(activity);
    list.setOrientation(LinearLayout.VERTICAL);
    list.setGravity(Gravity.CENTER_HORIZONTAL);
    int space = (int) (16 * activity.getResources().getDisplayMetrics().density);
    list.setPadding(space, space, space, space);
    root.addView(list);
  }

  View root() {
    return root;
  }

  /** From now on what the user does goes to {@code begun}. */
  void connect(Payment begun) {
    payment = begun;
    if (waiting != null) {
      draw(waiting);
    }
  }

  /** Draws; on the main thread. */
  void draw(org.maapay.payer.View view) {
    var running = payment;
    if (running == null) {
      waiting = view;
      return;
    }
    list.removeAllViews();
    if (view instanceof org.maapay.payer.View.Order order) {
      order(order, running);
    } else if (view instanceof org.maapay.payer.View.Keypad keypad) {
      keypad(keypad, running);
    } else if (view instanceof org.maapay.payer.View.Working working) {
      facts(working.order());
      text(words.working(working.what()), PLAIN);
    } else if (view instanceof org.maapay.payer.View.Paid paid) {
      paid(paid, running);
    } else if (view instanceof org.maapay.payer.View.Ended ended) {
      ended(ended, running);
    } else {
      text(words.opening(), PLAIN);
    }
  }

  private void order(org.maapay.payer.View.Order view, Payment running) {
    facts(view.order());
    notice(view.notice());
    var methods = new RadioGroup(activity);
    for (var method : view.methods()) {
      var choice = new RadioButton(activity);
      choice.setText(method.label());
      choice.setTextColor(ink);
      choice.setEnabled(method.enough());
      choice.setChecked(method.id().equals(view.chosen()));
      choice.setOnClickListener(tapped -> running.choose(method.id()));
      methods.addView(choice);
    }
    list.addView(methods, wide());
    boolean payable = !view.chosen().isEmpty();
    if (view.biometric()) {
      button(words.payByFinger(view.order().amount()), running::askDevice).setEnabled(payable);
      button(words.password(), running::askPassword).setEnabled(payable);
    } else {
      button(words.pay(view.order().amount()), running::askPassword).setEnabled(payable);
    }
    button(words.cancel(), running::leave);
    button(words.notMine(), () -> notMine(view, running));
  }

  /** Asked once more, since it cannot be taken back. */
  private void notMine(org.maapay.payer.View.Order view, Payment running) {
    list.removeAllViews();
    facts(view.order());
    text(words.notMineWhat(), PLAIN);
    button(words.closeOrder(), () -> running.refuse(false));
    button(words.block(), () -> running.refuse(true));
    button(words.keep(), () -> draw(view));
  }

  private void keypad(org.maapay.payer.View.Keypad view, Payment running) {
    facts(view.order());
    text(view.method().label(), PLAIN);
    var dots = text("●".repeat(view.entered()) + "○".repeat(view.length() - view.entered()), LARGE);
    dots.setContentDescription(words.entered(view.entered(), view.length()));
    notice(view.notice());
    list.addView(new KeypadView(activity, view.sprite(), ink, running), wide());
  }

  private void paid(org.maapay.payer.View.Paid view, Payment running) {
    text(words.paid(view.before()), LARGE);
    facts(view.order());
    if (view.mayEnrol()) {
      button(words.enrol(), () -> running.enrol(true));
      button(words.notNow(), () -> running.enrol(false));
    } else {
      button(words.done(), running::leave);
    }
  }

  private void ended(org.maapay.payer.View.Ended view, Payment running) {
    text(words.ended(view.why()), PLAIN);
    if (view.why() == org.maapay.payer.View.Ended.Why.UNREACHABLE) {
      button(words.retry(), running::retry);
    }
    button(words.close(), running::leave);
  }

  private void facts(OrderFacts order) {
    text(words.payTo(order.payee()), PLAIN);
    text("¥" + order.amount(), LARGE);
  }

  private void notice(@Nullable Notice notice) {
    if (notice != null) {
      text(words.notice(notice), PLAIN);
    }
  }

  private TextView text(String said, int size) {
    var text = new TextView(activity);
    text.setText(said);
    text.setTextSize(size);
    text.setTextColor(ink);
    text.setGravity(Gravity.CENTER);
    list.addView(text, wide());
    return text;
  }

  private Button button(String said, Runnable act) {
    var button = new Button(activity);
    button.setText(said);
    button.setAllCaps(false);
    button.setFilterTouchesWhenObscured(true);
    button.setOnClickListener(tapped -> act.run());
    list.addView(button, wide());
    return button;
  }

  private static LinearLayout.LayoutParams wide() {
    return new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
  }
}
