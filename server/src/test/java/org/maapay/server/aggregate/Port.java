package org.maapay.server.aggregate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Request;
import org.maapay.server.web.Site;

/** A port on which a site is reached over HTTP, and what goes wrong on the way there and back. */
final class Port implements AutoCloseable {
  /** What happens to one call. */
  enum Fault {
    NONE,
    REQUEST_LOST,
    ANSWER_LOST,
    /** Somebody on the way keeps it, and may send it later. */
    HELD,
    /** It arrives twice; the second answer goes back. */
    DOUBLED,
    /** Somebody changed the body on the way. */
    CHANGED
  }

  /** What happens to a call with {@code words} in its body. */
  private record Planned(String words, Fault fault) {}

  private final HttpServer server;
  private final Queue<Planned> script = new ConcurrentLinkedQueue<>();
  private final List<Request> seen = new CopyOnWriteArrayList<>();
  private volatile Site site = _ -> new Answer(503, Headers.NONE, new byte[0]);

  Port() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int number() {
    return server.getAddress().getPort();
  }

  String origin() {
    return "http://127.0.0.1:" + number();
  }

  void serves(Site served) {
    site = served;
  }

  /** The next calls go like this; after them nothing goes wrong. */
  void next(Fault... faults) {
    for (var fault : faults) {
      next("", fault);
    }
  }

  /** The next call with {@code words} in its body goes like this, whatever others come between. */
  void next(String words, Fault fault) {
    script.add(new Planned(words, fault));
  }

  /** What arrived with {@code words} in its body, as it arrived. */
  List<Request> seen(String words) {
    return seen.stream().filter(request -> holds(request.body(), words)).toList();
  }

  private static boolean holds(byte[] body, String words) {
    return new String(body, StandardCharsets.UTF_8).contains(words);
  }

  private @Nullable Fault planned(byte[] body) {
    var planned = script.stream().filter(one -> holds(body, one.words())).findFirst();
    return planned.filter(script::remove).map(Planned::fault).orElse(null);
  }

  /** The site's answer to a call that is sent again by somebody who overheard it. */
  Answer again(Request overheard) {
    return site.serve(overheard);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      var body = call.getRequestBody().readAllBytes();
      var fault = planned(body);
      if (fault == Fault.REQUEST_LOST) {
        return; // Closed without a word.
      }
      if (fault == Fault.CHANGED) {
        body[body.length - 3] ^= 1;
      }
      var request = request(call, body);
      seen.add(request);
      if (fault == Fault.HELD) {
        return;
      }
      if (fault == Fault.DOUBLED) {
        site.serve(request);
      }
      var answer = site.serve(request);
      if (fault != Fault.ANSWER_LOST) {
        send(call, answer);
      }
    }
  }

  private static Request request(HttpExchange call, byte[] body) {
    var lines = new LinkedHashMap<String, List<String>>(call.getRequestHeaders());
    var uri = call.getRequestURI();
    var host = call.getRequestHeaders().getFirst("Host");
    var target = new Request.Target(host, uri.getRawPath(), uri.getRawQuery());
    return new Request(call.getRequestMethod(), target, Headers.of(lines), body, "127.0.0.1");
  }

  private static void send(HttpExchange call, Answer answer) throws IOException {
    answer.headers().asMap().forEach((name, values) -> call.getResponseHeaders().put(name, values));
    var body = answer.body();
    call.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      call.getResponseBody().write(body);
    }
  }
}
