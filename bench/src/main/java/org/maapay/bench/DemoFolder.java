package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for one demo's data, gone afterwards unless something in it must be looked at. */
public final class DemoFolder implements AutoCloseable {
  private final Path path;
  private boolean kept;

  private DemoFolder(Path path) {
    this.path = path;
  }

  public static DemoFolder fresh() throws IOException {
    return new DemoFolder(Files.createTempDirectory("maapay-bench"));
  }

  public Path path() {
    return path;
  }

  /** Keeps the folder for those who look into what went wrong. */
  public void keepUnless(boolean right) {
    if (!right) {
      kept = true;
      System.out.println("the data are kept in " + path);
    }
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    try (var all = Files.walk(path)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
