package org.maapay.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where a PostgreSQL of tests keeps its files: in memory, where the machine has room there. Each
 * test's database is hundreds of small files, and making them on a disk takes longer than the test.
 */
final class QuickFolder {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 2L << 30;
  private static final String PREFIX = "maapay-test-";

  private QuickFolder() {}

  /** An empty folder of this process; those of processes that were killed are removed. */
  static Path make() throws IOException {
    if (!Files.isDirectory(MEMORY)
        || !Files.isWritable(MEMORY)
        || Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
      return Files.createTempDirectory(PREFIX);
    }
    for (var old : left()) {
      remove(old);
    }
    return Files.createDirectory(MEMORY.resolve(PREFIX + ProcessHandle.current().pid()));
  }

  private static List<Path> left() throws IOException {
    try (var all = Files.list(MEMORY)) {
      return all.filter(path -> path.getFileName().toString().matches(PREFIX + "[0-9]+"))
          .filter(path -> !isAlive(path))
          .toList();
    }
  }

  private static boolean isAlive(Path folder) {
    var pid = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
