package org.maapay.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server of HTTP/1.1 on this machine, for requests that say how long they are: one thread to a
 * connection, one write to an answer. It shares its processors with what it helps to measure.
 */
final class LeanServer implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final int LARGEST = 65_536;

  private final ServerSocket socket;
  private final Handler handler;

  /** A request, whole. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Call(String method, String target, Map<String, List<String>> headers, byte[] body) {}

  /** What is answered. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Reply(int status, String contentType, byte[] body) {}

  /** Answers requests. */
  interface Handler {
    Reply answer(Call call);
  }

  private LeanServer(ServerSocket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  /** Begins to answer on a free port. */
  static LeanServer start(Handler handler) throws IOException {
    var socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    var server = new LeanServer(socket, handler);
    Thread.ofVirtual().name("lean-server").start(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().name("lean-connection").start(() -> serve(connection));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var in = new LeanInput(connection.getInputStream());
      while (in.begins()) {
        connection.getOutputStream().write(octets(handler.answer(call(in))));
      }
    } catch (IOException e) {
      // The other side ended the connection, as it may at any time.
    }
  }

  private static Call call(LeanInput in) throws IOException {
    var words = in.line().split(" ", 3);
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).getFirst());
    if (length > LARGEST) {
      throw new IOException("a request of " + length + " octets");
    }
    return new Call(words[0], words[1], headers, in.exactly(length));
  }

  private static byte[] octets(Reply reply) {
    var head =
        "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(reply.status(), reply.contentType(), reply.body().length);
    var out = new ByteArrayOutputStream(head.length() + reply.body().length);
    out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(reply.body());
    return out.toByteArray();
  }
}
