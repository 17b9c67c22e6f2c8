package org.maapay.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where figures were measured: they mean nothing without it. */
public final class Machine {
  private Machine() {}

  public static Map<String, Object> describe(Path home, String databaseUrl)
      throws IOException, SQLException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var machine = new LinkedHashMap<String, Object>();
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("memoryMiB", system.getTotalMemorySize() >> 20);
    machine.put("loadBefore", system.getSystemLoadAverage());
    machine.put("jdk", Runtime.version().toString());
    machine.put("postgresql", postgresql(databaseUrl));
    machine.put("commit", commit(home));
    return machine;
  }

  private static String postgresql(String url) throws SQLException {
    try (var connection = DriverManager.getConnection(url)) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  private static String commit(Path home) throws IOException {
    var process =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
            .directory(home.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      return reader.lines().findFirst().orElse("unknown");
    }
  }
}
