package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock and what the sandbox added to it, which survives a restart. */
final class DemoClock implements InstantSource {
  private static final Duration MOST = Duration.ofDays(3650);

  private final InstantSource wall;
  private final Path file;
  private final AtomicReference<Duration> ahead;

  DemoClock(InstantSource wall, Path file) {
    this.wall = wall;
    this.file = file;
    this.ahead = new AtomicReference<>(read(file));
  }

  @Override
  public Instant instant() {
    return wall.instant().plus(ahead.get());
  }

  /**
   * Moves the time forward.
   *
   * @throws IllegalArgumentException if it would move backwards or ten years ahead
   */
  Instant advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time moves forward only");
    }
    var now =
        ahead.updateAndGet(before -> {
          var after = before.plus(by);
          if (after.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("that is too far ahead");
          }
          return after;
        });
    try {
      Files.writeString(file, now.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return instant();
  }

  private static Duration read(Path file) {
    try {
      return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
