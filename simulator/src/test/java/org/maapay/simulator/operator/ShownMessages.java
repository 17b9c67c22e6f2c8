package org.maapay.simulator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.maapay.messaging.PhoneNumber;

/** Two handsets that keep what they are shown. */
final class ShownMessages implements Terminals {
  private final Set<String> numbers = Set.of("13800138000", "13900139000");
  private final BlockingQueue<Arrival> shown = new LinkedBlockingQueue<>();
  private final Set<String> ids = new HashSet<>();

  @Override
  public boolean has(String operator, PhoneNumber number) {
    return numbers.contains(number.value());
  }

  @Override
  public synchronized void show(Arrival arrival) {
    if (ids.add(arrival.origin().messageId())) {
      shown.add(arrival);
    }
  }

  Arrival next() throws InterruptedException {
    var arrival = shown.poll(5, TimeUnit.SECONDS);
    assertThat(arrival).as("a message on the handset").isNotNull();
    return Objects.requireNonNull(arrival);
  }

  int waiting() {
    return shown.size();
  }
}
