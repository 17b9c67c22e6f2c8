package org.maapay.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;

class DeliveryStateTest {
  @Test
  void reports_in_the_wrong_order_never_take_a_message_back() {
    assertThat(Station.SENT.follows(Station.DELIVERED)).isFalse();
    assertThat(Station.DELIVERED.follows(Station.DISPLAYED)).isFalse();
    assertThat(new Failed(Why.OFFLINE, "4").follows(Station.DELIVERED)).isFalse();
    assertThat(Station.DELIVERED.follows(new Failed(Why.OFFLINE, "4"))).isTrue();
    assertThat(Station.DELIVERED.follows(Station.DELIVERED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void any_order_and_number_of_reports_ends_the_same(long seed) {
    var random = new SplittableRandom(seed);
    var reports =
        List.of(Station.SENT, Station.DELIVERED, Station.DISPLAYED, new Failed(Why.OFFLINE, "4"));
    for (int life = 0; life < 200; life++) {
      DeliveryState state = Station.SENT;
      boolean seen = false;
      for (int i = 0; i < 30 || !seen; i++) {
        var report = reports.get(random.nextInt(4));
        seen |= report == Station.DISPLAYED;
        state = report.follows(state) ? report : state;
      }
      assertThat(state).isEqualTo(Station.DISPLAYED);
    }
  }
}
