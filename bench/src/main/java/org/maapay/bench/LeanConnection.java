package org.maapay.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One connection of HTTP/1.1: a request, its answer, then the next. */
final class LeanConnection {
  private static final int CONNECT_MILLIS = 5_000;

  private final Socket socket;
  private final LeanInput in;
  private boolean open = true;

  /** An answer, whole. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Answer(int status, HttpHeaders headers, byte[] body) {}

  private LeanConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new LeanInput(socket.getInputStream());
  }

  static LeanConnection to(String host, int port) throws IOException {
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port < 0 ? 80 : port), CONNECT_MILLIS);
    return new LeanConnection(socket);
  }

  /** Whether another request may follow. */
  boolean isOpen() {
    return open;
  }

  /**
   * Sends {@code request} and reads its answer.
   *
   * @param wasIdle whether the server may have ended the connection, for which the answer is empty
   */
  Optional<Answer> exchange(byte[] request, Duration patience, boolean wasIdle) throws IOException {
    try {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      if (!begins(request, wasIdle)) {
        close();
        if (wasIdle) {
          return Optional.empty();
        }
        throw new EOFException("no answer");
      }
      return Optional.of(read());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Whether an answer begins; false if the connection had ended. */
  private boolean begins(byte[] request, boolean wasIdle) throws IOException {
    try {
      socket.getOutputStream().write(request);
      return in.begins();
    } catch (SocketException e) {
      if (wasIdle) {
        return false;
      }
      throw e;
    }
  }

  private Answer read() throws IOException {
    var status = in.line();
    var fields = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int code = Integer.parseInt(status.substring(9, 12));
    var body = code == 204 || code == 304 ? new byte[0] : body(fields);
    if (!isBounded(fields) || only(fields, "connection").equals("close")) {
      close();
    }
    return new Answer(code, HttpHeaders.of(fields, (_, _) -> true), body);
  }

  private byte[] body(Map<String, List<String>> fields) throws IOException {
    if (only(fields, "transfer-encoding").equals("chunked")) {
      return chunks();
    }
    return isBounded(fields)
        ? in.exactly(Integer.parseInt(only(fields, "content-length")))
        : in.rest();
  }

  /** Whether the body says where it ends; another one ends with the connection. */
  private static boolean isBounded(Map<String, List<String>> fields) {
    return fields.containsKey("content-length") || fields.containsKey("transfer-encoding");
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.writeBytes(in.exactly(size));
      in.line();
    }
    while (!in.line().isEmpty()) {
      // Trailers say nothing that is needed here.
    }
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(in.line().split(";", 2)[0].strip(), 16);
  }

  private static String only(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of("")).getFirst().toLowerCase(Locale.ROOT);
  }

  private void close() throws IOException {
    open = false;
    socket.close();
  }
}
