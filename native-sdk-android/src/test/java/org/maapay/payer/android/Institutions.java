package org.maapay.payer.android;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.maapay.payer.Institution;

/** An institution with one order, over HTTP; it keeps what it is told. */
final class Institutions implements AutoCloseable {
  /** The bodies of refusals. */
  final List<String> refusals = new CopyOnWriteArrayList<>();

  /** The order was paid elsewhere in the meantime. */
  volatile boolean paid;

  private final HttpServer server;
  private final String keyPem;

  Institutions(String keyPem) throws IOException {
    this.keyPem = keyPem;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/cashier/v1/sdk-sessions", exchange -> answer(exchange, 200, order()));
    server.createContext("/cashier/v1/refusals", this::refuse);
    server.createContext(
        "/cashier/v1/payments/current",
        exchange -> answer(exchange, 200, "{\"orderStatus\":\"" + status() + "\"}"));
    server.start();
  }

  Institution institution() {
    return new Institution(
        "MAAPAY", "MaaPay", "http://127.0.0.1:" + server.getAddress().getPort(), keyPem);
  }

  private String status() {
    return paid ? "PAID" : refusals.isEmpty() ? "PAYABLE" : "CLOSED";
  }

  private void refuse(HttpExchange exchange) throws IOException {
    if (paid) {
      answer(exchange, 409, "{\"code\":\"order-paid\",\"title\":\"paid\"}");
      return;
    }
    refusals.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    boolean blocked = refusals.get(refusals.size() - 1).contains("true");
    answer(exchange, 200, "{\"orderStatus\":\"CLOSED\",\"blocked\":" + blocked + "}");
  }

  private static String order() {
    return """
    {"session":"s.1","sessionId":"s",
     "order":{"payOrderNo":"2026010100421530001230123456789","merchantName":"海风咖啡",
              "goodsName":"拿铁","amount":"12.50","status":"PAYABLE","expiresAt":"2026-01-01T05:00:00Z"},
     "payer":{"mobile":"138****8000","registered":true},
     "methods":[{"id":"balance","kind":"BALANCE","label":"余额","available":"88.00","enough":true}],
     "password":{"set":true,"triesLeft":5},"devices":[]}
    """;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
