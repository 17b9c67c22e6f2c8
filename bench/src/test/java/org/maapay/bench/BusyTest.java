package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BusyTest {
  @Test
  void what_is_neither_idle_nor_waiting_for_disks_is_used() {
    var before = Busy.of("cpu  100 0 50 1000 20 0 10 0 0 0");
    var after = Busy.of("cpu  160 0 60 1025 25 0 10 0 0 0");
    assertThat(before.used()).isEqualTo(160);
    assertThat(after.shareSince(before)).isEqualTo(0.7);
  }
}
