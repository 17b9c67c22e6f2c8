package org.maapay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EyesTest {
  @Test
  void those_who_look_at_once_share_calls_and_each_sees_his_own_keypad() throws Exception {
    var calls = new AtomicInteger();
    var sandbox = sandbox(calls);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var eyes = new Eyes(new LeanHttp(), "http://127.0.0.1:" + sandbox.getAddress().getPort());
      var seen = new ArrayList<Future<String>>();
      for (int i = 0; i < 200; i++) {
        var sid = "sid-" + i;
        seen.add(threads.submit(() -> eyes.read(sid)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(seen.get(i).get()).isEqualTo("digits of sid-" + i);
      }
    } finally {
      sandbox.stop(0);
    }
    assertThat(calls.get()).isBetween(4, 100);
  }

  private static HttpServer sandbox(AtomicInteger calls) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.createContext(
        "/sandbox/keypads/",
        exchange -> {
          calls.incrementAndGet();
          var sids = exchange.getRequestURI().getPath().substring("/sandbox/keypads/".length());
          var digits =
              Arrays.stream(sids.split(",", -1))
                  .map(sid -> "\"%s\":\"digits of %s\"".formatted(sid, sid))
                  .collect(Collectors.joining(","));
          var body = ("{\"digits\":{" + digits + "}}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
