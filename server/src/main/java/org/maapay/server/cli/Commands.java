package org.maapay.server.cli;

import org.maapay.server.demo.DemoCommand;
import org.maapay.server.demo.DemoInstitutionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything the program can do. */
@Command(
    name = "maapay",
    mixinStandardHelpOptions = true,
    version = "MaaPay 0.1.0",
    description = "A 5G Messaging payment platform (T/CAICI 92-2024).",
    subcommands = {
      DemoCommand.class,
      DemoInstitutionCommand.class,
      ServerCommand.class,
      LedgerCommand.class,
      NoticesCommand.class,
      SignCommand.Sign.class,
      SignCommand.Curl.class,
      ListenCommand.class,
      TriggerCommand.class,
      ResendCommand.class,
      LogsCommand.class,
    })
public final class Commands implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  public Commands() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
