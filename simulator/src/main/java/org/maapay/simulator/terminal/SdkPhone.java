package org.maapay.simulator.terminal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.Biometrics;
import org.maapay.payer.Host;
import org.maapay.payer.Institution;
import org.maapay.payer.MaaPay;
import org.maapay.payer.PayCallback;
import org.maapay.payer.PayResult;
import org.maapay.payer.PaySdk;
import org.maapay.payer.Payment;
import org.maapay.payer.RiskSign;
import org.maapay.payer.Screen;
import org.maapay.payer.SdkDispatcher;
import org.maapay.payer.Store;
import org.maapay.payer.TracerCheck;
import org.maapay.payer.View;
import org.maapay.payer.Wire;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One handset's SDK: the institution's plain-Java core, with the page as its glass. */
final class SdkPhone implements PaySdk {
  private final Institution institution;
  private final SdkWire wire;
  private final SdkDispatcher dispatcher;
  private final Consumer<ObjectNode> glass;
  private final Map<String, String> kept = new ConcurrentHashMap<>();
  private final Sensor sensor = new Sensor(this::prompted);
  private final Host host = new Shell();
  private @Nullable Payment payment;
  private ObjectNode shown = gone("");
  private boolean finger;

  /**
   * A handset with the SDK of {@code platform}'s institution.
   *
   * @param glass where each view is drawn
   */
  SdkPhone(Platform platform, WireLog log, String masked, Consumer<ObjectNode> glass) {
    this.institution =
        new Institution("MAAPAY", "MaaPay", platform.cashierOrigin(), platform.keypadKeyPem());
    this.wire = new SdkWire(log, masked);
    this.dispatcher = new SdkDispatcher(List.of(this));
    this.glass = glass;
  }

  /** Raises the SDK if {@code url} is its institution's agreed address (5.1.3-2). */
  boolean raise(String url) {
    return dispatcher.raise(url, this::finished);
  }

  @Override
  public Institution institution() {
    return institution;
  }

  @Override
  public synchronized void pay(String sdkToken, PayCallback callback) {
    if (payment != null) {
      payment.close();
    }
    payment = MaaPay.with(host).pay(sdkToken, callback);
  }

  /** What the user did on the page. */
  void tap(String act, String value) {
    var running = running();
    if (running == null) {
      return;
    }
    switch (act) {
      case "choose" -> running.choose(value);
      case "password" -> running.askPassword();
      case "device" -> running.askDevice();
      case "press" -> running.press(cell(value));
      case "erase" -> running.erase();
      case "enrol" -> running.enrol(value.equals("yes"));
      case "finger" -> sensor.touch(value.equals("yes"));
      case "retry" -> running.retry();
      case "hidden" -> running.hidden();
      case "leave" -> running.leave();
      case "refuse" -> running.refuse(value.equals("block"));
      default -> {}
    }
  }

  private synchronized @Nullable Payment running() {
    return payment;
  }

  private static int cell(String value) {
    return value.matches("[0-9]") ? value.charAt(0) - '0' : 0;
  }

  /** What is on the glass. */
  synchronized ObjectNode shown() {
    return shown.deepCopy().put("finger", finger);
  }

  private void draw(View view) {
    draw(SdkViews.json(view).put("sid", wire.sid()));
  }

  private void draw(ObjectNode next) {
    synchronized (this) {
      shown = next;
    }
    glass.accept(shown());
  }

  private void prompted(boolean asking) {
    synchronized (this) {
      finger = asking;
    }
    glass.accept(shown());
  }

  private void finished(PayResult result) {
    draw(gone(result.name()));
  }

  private static ObjectNode gone(String result) {
    return JsonNodeFactory.instance.objectNode().put("at", "gone").put("result", result);
  }

  private final class Shell implements Host {
    @Override
    public Institution institution() {
      return institution;
    }

    @Override
    public Screen screen() {
      return SdkPhone.this::draw;
    }

    @Override
    public Wire wire() {
      return wire;
    }

    @Override
    public Biometrics biometrics() {
      return sensor;
    }

    @Override
    public Store store() {
      return new Store() {
        @Override
        public @Nullable String get(String name) {
          return kept.get(name);
        }

        @Override
        public void put(String name, String value) {
          kept.put(name, value);
        }

        @Override
        public void remove(String name) {
          kept.remove(name);
        }
      };
    }

    @Override
    public Set<RiskSign> riskSigns() {
      var signs = EnumSet.of(RiskSign.EMULATOR);
      if (new TracerCheck().isTraced()) {
        signs.add(RiskSign.DEBUGGER);
      }
      return signs;
    }

    @Override
    public String deviceLabel() {
      return "模拟手机";
    }
  }
}
