package org.maapay.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;

class DeliveryStateTest {
  @Test
  void reports_in_the_wrong_order_never_take_a_message_back() {
    assertThat(Station.SENT.follows(Station.DELIVERED)).isFalse();
    assertThat(Station.DELIVERED.follows(Station.DISPLAYED)).isFalse();
    assertThat(new Failed(4).follows(Station.DELIVERED)).isFalse();
    assertThat(Station.DELIVERED.follows(new Failed(4))).isTrue();
    assertThat(Station.DELIVERED.follows(Station.DELIVERED)).isFalse();
  }

  @RepeatedTest(20)
  void any_order_and_number_of_reports_ends_the_same() {
    var random = RandomGenerator.getDefault();
    var reports = List.of(Station.SENT, Station.DELIVERED, Station.DISPLAYED);
    DeliveryState state = Station.SENT;
    boolean seen = false;
    for (int i = 0; i < 30 || !seen; i++) {
      var report = reports.get(random.nextInt(3));
      seen |= report == Station.DISPLAYED;
      state = report.follows(state) ? report : state;
    }
    assertThat(state).isEqualTo(Station.DISPLAYED);
  }
}
