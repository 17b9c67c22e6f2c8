package org.maapay.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Request;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification.Refused;
import org.maapay.signature.Verification.Verified;
import org.maapay.signature.VerificationKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maapay listen}: takes callbacks on this machine, checks and shows them. */
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    description = {
      "Takes callbacks on this machine, checks their signature and shows them.",
      "It listens at http://127.0.0.1:PORT/ and accepts what comes, or answers what",
      "--forward-to answered. Ctrl-C stops."
    })
final class ListenCommand implements Callable<Integer> {
  @Mixin private final LocalMerchant merchant = new LocalMerchant();

  @Option(
      names = "--port",
      defaultValue = "8620",
      description = "The port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--forward-to", description = "Passes each callback on to this URL.")
  private @Nullable URI forwardTo;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
    System.out.println("Use this bankReturnUrl: http://127.0.0.1:" + port + "/notice");
    new CountDownLatch(1).await();
    return 0;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var verdict = verdict(exchange, body);
      System.out.printf(
          "%s  %s %s  notification %s  signature %s%n  %s%n",
          InstantSource.system().instant(),
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          exchange.getRequestHeaders().getFirst("Notification-Id"),
          verdict,
          new String(body, StandardCharsets.UTF_8));
      var answer =
          forwardTo == null
              ? "{\"noticeResult\":\"SUCCESS\"}".getBytes(StandardCharsets.UTF_8)
              : forwarded(exchange, body, forwardTo);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String verdict(HttpExchange exchange, byte[] body) {
    var key =
        new VerificationKey(
            merchant.demo("platform", "keyId"),
            Signatures.verifier(
                SignatureAlgorithm.ED25519, merchant.demo("platform", "publicKeyPem")),
            Instant.EPOCH,
            Instant.MAX,
            VerificationKey.State.ACTIVE);
    var check =
        new MessageVerifier(
            SignatureRules.NOTICE,
            id -> id.equals(key.keyId()) ? Optional.of(key) : Optional.empty(),
            _ -> true,
            InstantSource.system());
    var message =
        Request.received(
            exchange.getRequestMethod(),
            "http",
            exchange.getRequestHeaders().getFirst("Host"),
            exchange.getRequestURI().toString(),
            FieldLines.of(exchange.getRequestHeaders()));
    return switch (check.verify(message, body)) {
      case Verified _ -> "valid";
      case Refused(var refusal, _, _) -> refusal.code();
    };
  }

  private static byte[] forwarded(HttpExchange exchange, byte[] body, URI target)
      throws IOException {
    var request = HttpRequest.newBuilder(target).POST(BodyPublishers.ofByteArray(body));
    for (var name :
        new String[] {
          "Content-Type", "Content-Digest", "Notification-Id", "Signature-Input", "Signature"
        }) {
      var value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      System.out.println("  forwarded: " + answer.statusCode());
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    }
  }
}
