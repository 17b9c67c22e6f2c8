package org.maapay.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maapay sign} and {@code maapay curl}: a call's signature, to look at or to send. */
final class SignCommand {
  private SignCommand() {}

  /** What both take. */
  static final class Wanted {
    @Mixin private final LocalMerchant merchant = new LocalMerchant();

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET or POST.")
    private String method = "POST";

    @Parameters(
        index = "1",
        paramLabel = "PATH",
        description = "The path with its query, such as /v1/payment-orders/query.")
    private String path = "/";

    @Parameters(
        index = "2",
        arity = "0..1",
        paramLabel = "BODY",
        description = "The JSON body, or @FILE to read it from a file.")
    private String body = "{}";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    Wanted() {}

    SignedCall call() throws IOException {
      var text = body.startsWith("@") ? Files.readString(Path.of(body.substring(1))) : body;
      var verb = method.toUpperCase(Locale.ROOT);
      if (!verb.equals("GET") && !verb.equals("POST")) {
        throw new ParameterException(
            spec.commandLine(), "There is no method '" + method + "': GET or POST.");
      }
      return SignedCall.of(
          verb, merchant.url(path), verb.equals("GET") ? "" : text, merchant.signer());
    }
  }

  /** {@code maapay sign}. */
  @Command(
      name = "sign",
      mixinStandardHelpOptions = true,
      description = "Prints the headers that sign a call (RFC 9421, RFC 9530).")
  static final class Sign implements Callable<Integer> {
    @Mixin private final Wanted wanted = new Wanted();

    @Override
    public Integer call() throws IOException {
      wanted.call().headers().forEach((name, value) -> System.out.println(name + ": " + value));
      return 0;
    }
  }

  /** {@code maapay curl}. */
  @Command(
      name = "curl",
      mixinStandardHelpOptions = true,
      description = {
        "Prints a signed call as a curl command; --send sends it and shows the answer.",
        "A signature is good for five minutes and once: print it again to repeat."
      })
  static final class Curl implements Callable<Integer> {
    @Mixin private final Wanted wanted = new Wanted();

    @Option(names = "--send", description = "Sends the call instead of printing it.")
    private boolean send;

    @Override
    public Integer call() throws IOException, InterruptedException {
      var call = wanted.call();
      if (!send) {
        System.out.println(call.curl());
        return 0;
      }
      var answer = call.send();
      System.out.println(answer.statusCode());
      System.out.println(answer.body());
      return answer.statusCode() < 400 ? 0 : 1;
    }
  }
}
