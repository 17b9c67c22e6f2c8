package org.maapay.simulator.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maapay.payer.UrlWire;
import org.maapay.payer.Wire;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;

/** The SDK's way to the institution, watched; it remembers which keypad is on the screen. */
final class SdkWire implements Wire {
  private static final Pattern SID = Pattern.compile("\"sid\"\\s*:\\s*\"([A-Za-z0-9_-]+)\"");
  private static final Pattern ORDER = Pattern.compile("\"payOrderNo\"\\s*:\\s*\"(\\d{31})\"");

  private final Wire wire = new UrlWire();
  private final WireLog log;
  private final String handset;
  private volatile String sid = "";
  private volatile @Nullable String order;

  SdkWire(WireLog log, String handset) {
    this.log = log;
    this.handset = handset;
  }

  /** The name of the keypad that was opened last. */
  String sid() {
    return sid;
  }

  @Override
  public Answer send(String method, String url, Map<String, String> headers, byte @Nullable [] json)
      throws IOException {
    var body = json == null ? "" : new String(json, UTF_8);
    long began = System.nanoTime();
    try {
      var answer = wire.send(method, url, headers, json);
      note(answer);
      add(method, url, headers, body, new Got(answer.status(), Map.of(), shown(answer)), began);
      return answer;
    } catch (IOException failure) {
      add(method, url, headers, body, Got.nothing("no answer"), began);
      throw failure;
    }
  }

  private void note(Answer answer) {
    var keypad = SID.matcher(answer.body());
    if (keypad.find()) {
      sid = keypad.group(1);
    }
    var about = ORDER.matcher(answer.body());
    if (about.find()) {
      order = about.group(1);
    }
  }

  /** A picture says nothing in a log. */
  private static String shown(Answer answer) {
    return answer.body().replaceAll("data:image/png;base64,[A-Za-z0-9+/=]+", "data:…");
  }

  private void add(
      String method, String url, Map<String, String> headers, String body, Got got, long began) {
    var lower = new HashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    log.add(
        Exchange.of(new Hop(Link.SDK, handset, "MaaPay"), new Sent(method, url, lower, body), got)
            .about(order),
        Duration.ofNanos(System.nanoTime() - began));
  }
}
