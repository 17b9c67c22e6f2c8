package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ProcessesTest {
  private static final String STAT =
      "4711 (my (odd) name) S 1 4711 4711 0 -1 4194560 900 0 7 0 250 31 0 0 20 0 40 0 99 1 2 3";
  private static final String STATUS =
      """
      Name:\tjava
      VmPeak:\t 4000000 kB
      VmHWM:\t  700000 kB
      VmRSS:\t  512000 kB
      """;

  @Test
  void user_and_system_time_are_found_behind_any_name() {
    assertThat(Processes.ticks(STAT)).isEqualTo(281);
  }

  @Test
  void memory_is_told_in_millions_of_octets() {
    assertThat(Processes.megabytes(STATUS, "VmRSS")).isEqualTo(524.3);
    assertThat(Processes.megabytes(STATUS, "VmHWM")).isEqualTo(716.8);
    assertThatThrownBy(() -> Processes.megabytes(STATUS, "VmSwap"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void this_process_holds_memory_and_uses_time() throws IOException {
    var self = ProcessHandle.current().pid();
    assertThat(Processes.residentMegabytes(self)).isPositive();
    assertThat(Processes.peakMegabytes(self)).isPositive();
    assertThat(Processes.familyCpuNanos(self)).isPositive();
  }

  @Test
  void a_process_that_does_not_exist_uses_nothing() throws IOException {
    assertThat(Processes.cpuNanos(Integer.MAX_VALUE)).isZero();
  }
}
