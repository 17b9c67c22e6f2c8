package org.maapay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for one demo's data, gone afterwards unless something went wrong. */
public final class DemoFolder implements AutoCloseable {
  private final Path path;
  private boolean right;

  private DemoFolder(Path path) {
    this.path = path;
  }

  public static DemoFolder fresh() throws IOException {
    return new DemoFolder(Files.createTempDirectory("maapay-bench"));
  }

  public Path path() {
    return path;
  }

  /** Tells how it went; whoever does not come to tell it keeps the folder. */
  public void ended(boolean allRight) {
    this.right = allRight;
  }

  @Override
  public void close() throws IOException {
    if (!right) {
      System.err.println("the data are kept in " + path);
      return;
    }
    try (var all = Files.walk(path)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
