package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The machine's clock and what the sandbox added to it, which survives a restart. It remembers each
 * move, so that business times before and after can be told in the machine's.
 */
final class DemoClock implements InstantSource {
  private static final Duration MOST = Duration.ofDays(3650);

  private final InstantSource wall;
  private final Path file;
  private volatile List<Move> moves;

  /** From {@code wall} on, business time is {@code ahead} of it. */
  private record Move(Instant wall, Duration ahead) {
    Instant business() {
      return wall.plus(ahead);
    }
  }

  DemoClock(InstantSource wall, Path file) {
    this.wall = wall;
    this.file = file;
    this.moves = read(file);
  }

  @Override
  public Instant instant() {
    return wall.instant().plus(ahead());
  }

  /** How far it is ahead of the machine's clock. */
  Duration ahead() {
    return moves.getLast().ahead();
  }

  /** When the machine's clock showed what this one showed as {@code business}. */
  Instant wallOf(Instant business) {
    var known = moves;
    int last = known.size() - 1;
    while (last > 0 && known.get(last).business().isAfter(business)) {
      last--;
    }
    return business.minus(known.get(last).ahead());
  }

  /**
   * Moves the time forward.
   *
   * @throws IllegalArgumentException if it would move backwards or ten years ahead
   */
  synchronized Instant advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time moves forward only");
    }
    var ahead = ahead().plus(by);
    if (ahead.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("that is too far ahead");
    }
    var more = new ArrayList<>(moves);
    more.add(new Move(wall.instant(), ahead));
    write(more);
    moves = List.copyOf(more);
    return instant();
  }

  /** Is no less ahead than {@code other}. */
  void follow(DemoClock other) {
    var behind = other.ahead().minus(ahead());
    if (behind.isPositive()) {
      advance(behind);
    }
  }

  private void write(List<Move> all) {
    var text =
        all.stream()
            .map(move -> move.wall() + " " + move.ahead() + "\n")
            .collect(Collectors.joining());
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Move> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return List.of(new Move(Instant.EPOCH, Duration.ZERO));
      }
      return Files.readAllLines(file).stream()
          .map(line -> line.split(" ", 2))
          .map(words -> new Move(Instant.parse(words[0]), Duration.parse(words[1])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
