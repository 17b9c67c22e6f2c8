package org.maapay.user;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.maapay.kernel.MobileNumber;

/** Numbers that were opened a moment ago. What is destroyed elsewhere is gone here soon after. */
final class RecentNumbers {
  private static final int MOST = 20_000;
  private static final Duration REMEMBER = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final SequencedMap<String, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);

  private record Kept(MobileNumber number, Instant until) {}

  RecentNumbers(InstantSource clock) {
    this.clock = clock;
  }

  synchronized @Nullable MobileNumber find(byte[] index) {
    var found = kept.get(HexFormat.of().formatHex(index));
    return found != null && found.until().isAfter(clock.instant()) ? found.number() : null;
  }

  synchronized void keep(byte[] index, MobileNumber number) {
    kept.put(HexFormat.of().formatHex(index), new Kept(number, clock.instant().plus(REMEMBER)));
    if (kept.size() > MOST) {
      kept.pollFirstEntry();
    }
  }
}
