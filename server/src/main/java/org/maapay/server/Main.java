package org.maapay.server;

import org.maapay.server.cli.Commands;
import org.maapay.server.cli.Failures;
import picocli.CommandLine;

/** The program: {@code maapay COMMAND …}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var status =
        new CommandLine(new Commands())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Failures())
            .execute(arguments);
    System.exit(status);
  }
}
