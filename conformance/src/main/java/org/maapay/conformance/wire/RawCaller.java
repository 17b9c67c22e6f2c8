package org.maapay.conformance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import org.maapay.conformance.wire.RawRequest.Header;

/** An HTTP/1.1 caller that sends whatever it is given, one connection a request. */
public final class RawCaller {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final InstantSource clock;

  public RawCaller(InstantSource clock) {
    this.clock = clock;
  }

  /** Sends to the host of {@code base}; throws UncheckedIOException when no answer comes back. */
  public RawAnswer send(URI base, RawRequest request) {
    var begun = clock.instant();
    try (var socket = connect(base)) {
      var refusedEarly = write(socket, request);
      try {
        return read(socket.getInputStream(), request, begun);
      } catch (IOException e) {
        if (refusedEarly != null) {
          e.addSuppressed(refusedEarly);
        }
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no answer from "
              + base.getAuthority()
              + " to "
              + request.method()
              + " "
              + request.target().replaceFirst("\\?.*", ""),
          e);
    }
  }

  private static Socket connect(URI base) throws IOException {
    var secure = "https".equals(base.getScheme());
    var port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
    var socket = new Socket();
    socket.connect(new InetSocketAddress(base.getHost(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    if (!secure) {
      return socket;
    }
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    return factory.createSocket(socket, base.getHost(), port, true);
  }

  /**
   * A server may answer and close before it has read everything, so that writing fails but an
   * answer is there.
   */
  private static @org.jspecify.annotations.Nullable SocketException write(
      Socket socket, RawRequest request) throws IOException {
    var head = new StringBuilder(request.method()).append(' ').append(request.target());
    head.append(" HTTP/1.1\r\n");
    request
        .headers()
        .forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    head.append("Connection: close\r\n\r\n");
    try {
      var out = socket.getOutputStream();
      out.write(head.toString().getBytes(ISO_8859_1));
      out.write(request.body());
      out.flush();
      return null;
    } catch (SocketException e) {
      return e;
    }
  }

  private RawAnswer read(InputStream stream, RawRequest request, java.time.Instant begun)
      throws IOException {
    var in = new BufferedInputStream(stream);
    int status;
    List<Header> headers;
    do {
      status = Integer.parseInt(line(in).split(" ", 3)[1]);
      headers = headers(in);
    } while (status == 100);
    var body = request.method().equals("HEAD") ? new byte[0] : body(in, headers);
    return new RawAnswer(status, headers, body, Duration.between(begun, clock.instant()));
  }

  private static List<Header> headers(InputStream in) throws IOException {
    var headers = new ArrayList<Header>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var colon = line.indexOf(':');
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static byte[] body(InputStream in, List<Header> headers) throws IOException {
    for (var header : headers) {
      switch (header.name().toLowerCase(Locale.ROOT)) {
        case "transfer-encoding" -> {
          return chunks(in);
        }
        case "content-length" -> {
          return in.readNBytes(Integer.parseInt(header.value()));
        }
        default -> {}
      }
    }
    return in.readAllBytes();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      var size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
      all.write(in.readNBytes(size));
      line(in);
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
