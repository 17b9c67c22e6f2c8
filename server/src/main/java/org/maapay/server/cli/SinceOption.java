package org.maapay.server.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From when on callbacks that were given up are meant: {@code --since TIME}. */
final class SinceOption {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = BooksTime.class,
      description = {"Only those given up at this moment or later.", "仅该时刻及以后终止的。"})
  private @Nullable Instant time;

  /** Null for all. */
  @Nullable Instant time() {
    return time;
  }
}
