package org.maapay.messaging.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What files hold, read again when they change. While they cannot be read, perhaps since only one
 * of two is new yet, what was read before counts.
 */
public final class FromFiles<T> implements Supplier<T> {
  private static final Logger LOG = LoggerFactory.getLogger(FromFiles.class);
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

  private final List<Path> files;
  private final Supplier<T> reading;
  private final InstantSource clock;
  private volatile Content<T> content;
  private volatile Instant nextLook;

  private record Stamp(FileTime changed, long size) {}

  private record Content<T>(T value, List<Stamp> stamps) {}

  /**
   * Reads the files for the first time.
   *
   * @param reading reads them; throws if it cannot
   */
  public FromFiles(List<Path> files, Supplier<T> reading, InstantSource clock) {
    this.files = List.copyOf(files);
    this.reading = reading;
    this.clock = clock;
    var stamps = stamps();
    this.content = new Content<>(reading.get(), stamps);
    this.nextLook = clock.instant().plus(LOOKS_EVERY);
  }

  /** What they hold; looks at them every few seconds at most. */
  @Override
  public T get() {
    if (!clock.instant().isBefore(nextLook)) {
      look();
    }
    return content.value();
  }

  private synchronized void look() {
    var now = clock.instant();
    if (now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(LOOKS_EVERY);
    var stamps = stamps();
    if (stamps.equals(content.stamps())) {
      return;
    }
    try {
      content = new Content<>(reading.get(), stamps);
      LOG.info("read again: {}", files);
    } catch (RuntimeException e) {
      LOG.error("what was read before still counts: {}", e.getMessage());
    }
  }

  private List<Stamp> stamps() {
    var stamps = new ArrayList<Stamp>();
    for (var file : files) {
      try {
        stamps.add(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
      } catch (IOException _) {
        stamps.add(new Stamp(FileTime.fromMillis(0), -1));
      }
    }
    return stamps;
  }
}
