package org.maapay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeanHttpTest {
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final LeanHttp http = new LeanHttp();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext(
        "/echo",
        exchange -> {
          try (exchange) {
            ports.add(exchange.getRemoteAddress().getPort());
            var body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Query", exchange.getRequestURI().getRawQuery());
            boolean chunked = exchange.getRequestHeaders().containsKey("X-Chunked");
            exchange.sendResponseHeaders(201, chunked ? 0 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpRequest.Builder request() {
    var port = server.getAddress().getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/echo?a=%20b"));
  }

  @Test
  void calls_one_after_the_other_share_a_connection() throws IOException {
    for (int i = 0; i < 3; i++) {
      var text = "杯 " + i;
      var answer =
          http.send(request().POST(BodyPublishers.ofString(text)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.headers().firstValue("x-query")).contains("a=%20b");
      assertThat(answer.body()).isEqualTo(text);
    }
    assertThat(ports).hasSize(1);
  }

  @Test
  void an_answer_in_pieces_is_read_whole() throws IOException {
    var body = "x".repeat(30_000);
    var request = request().header("X-Chunked", "yes").POST(BodyPublishers.ofString(body)).build();
    assertThat(http.send(request, BodyHandlers.ofByteArray()).body())
        .isEqualTo(body.getBytes(UTF_8));
    assertThat(http.send(request, BodyHandlers.ofByteArray()).body()).hasSize(body.length());
    assertThat(ports).hasSize(1);
  }

  @Test
  void a_connection_that_ended_while_idle_is_replaced() throws IOException {
    var port = server.getAddress().getPort();
    var request = request().POST(BodyPublishers.ofString("a")).build();
    http.send(request, BodyHandlers.discarding());
    server.stop(0);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
    server.createContext("/echo", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
  }

  @Test
  void a_server_that_hangs_up_is_no_answer() throws IOException {
    try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> {
        try (var caller = deaf.accept()) {
          caller.getInputStream().read(new byte[1_000]);
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
      var url = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
      var request = HttpRequest.newBuilder(url).build();
      assertThatThrownBy(() -> http.send(request, BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
    }
  }
}
