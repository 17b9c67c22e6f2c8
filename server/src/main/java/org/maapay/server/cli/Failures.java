package org.maapay.server.cli;

import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a person at the terminal reads when a command fails: what is wrong and what to do. */
public final class Failures implements IExecutionExceptionHandler {
  /** Set in the environment to see where a failure comes from. */
  private static final String TRACE = "MAAPAY_TRACE";

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    var err = command.getErr();
    err.println("maapay: " + text(failure));
    if (System.getenv(TRACE) == null) {
      err.println("(" + TRACE + "=1 shows where this comes from)");
    } else {
      failure.printStackTrace(err);
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** One sentence for each cause that adds something. */
  static String text(Throwable failure) {
    Set<String> sentences = new LinkedHashSet<>();
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        sentences.add("nobody answers there; start it with ./maapay demo, or give --base-url");
        break;
      }
      sentences.add(sentence(cause));
    }
    return String.join(": ", sentences);
  }

  private static String sentence(Throwable cause) {
    var message = cause.getMessage();
    if (cause instanceof NoSuchFileException) {
      return "there is no file " + message;
    }
    if (message == null) {
      return cause.getClass().getSimpleName();
    }
    // A cause without words of its own is told by its name in the message of what it caused.
    var inner = cause.getCause();
    return inner != null && message.equals(inner.toString())
        ? cause.getClass().getSimpleName()
        : message;
  }
}
