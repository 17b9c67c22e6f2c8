package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether another process traces this one, as Linux and Android tell. */
public final class TracerCheck {
  private final Path status;

  public TracerCheck() {
    this(Path.of("/proc/self/status"));
  }

  TracerCheck(Path status) {
    this.status = status;
  }

  /** Whether somebody does; false where the system does not tell. */
  public boolean isTraced() {
    try {
      for (var line : Files.readAllLines(status, UTF_8)) {
        if (line.startsWith("TracerPid:")) {
          return !line.substring("TracerPid:".length()).strip().equals("0");
        }
      }
      return false;
    } catch (IOException | SecurityException untold) {
      return false;
    }
  }
}
