package org.maapay.simulation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of its own in memory that can be filled; only root can mount one. */
final class SmallDisk implements AutoCloseable {
  private static final int ROOM = 128 << 10;

  private final Path folder;

  SmallDisk(Path folder, int size) throws IOException {
    this.folder = folder;
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()),
        "a small disk can be mounted by root alone");
  }

  Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /** Leaves next to nothing free. */
  void fill() throws IOException {
    var left = Files.getFileStore(folder).getUsableSpace() - ROOM;
    Files.write(ballast(), new byte[Math.toIntExact(left)]);
  }

  /** Gives the room back. */
  void empty() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }

  private static boolean run(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() == 0;
  }
}
