package org.maapay.edge.http;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was received: raw path and query, every header line, the body's octets. Whoever
 * reads it from the network stops at {@link #MAX_BODY} + 1 octets; longer than {@code MAX_BODY} is
 * then refused here. The body is shared, not copied: nobody changes it.
 */
public final class Request {
  /** The largest body that is accepted, in octets. */
  public static final int MAX_BODY = 64 * 1024;

  /** The most octets that header fields may take. */
  public static final int MAX_HEADERS = 16 * 1024;

  private final String method;
  private final Target target;
  private final Headers headers;
  private final byte[] body;
  private final Peer peer;

  /**
   * What the request line and {@code Host} name.
   *
   * @param authority the Host field as received; forwarded headers never count
   * @param path the raw path, not decoded
   * @param query the raw query without its question mark; null if there was no question mark
   */
  public record Target(String authority, String path, @Nullable String query) {}

  /**
   * The other end.
   *
   * @param address its IP address in text; behind a declared proxy the one it reports
   * @param certificates what it proved to hold in TLS, then who signed it; empty if nothing
   */
  public record Peer(String address, List<X509Certificate> certificates) {
    public Peer {
      certificates = List.copyOf(certificates);
    }
  }

  /** A request of a peer that proved no certificate. */
  public Request(String method, Target target, Headers headers, byte[] body, String remoteAddress) {
    this(method, target, headers, body, new Peer(remoteAddress, List.of()));
  }

  /**
   * @param method in capitals, as received
   */
  public Request(String method, Target target, Headers headers, byte[] body, Peer peer) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    this.peer = peer;
  }

  public String method() {
    return method;
  }

  public Target target() {
    return target;
  }

  /** The raw path, not decoded. */
  public String path() {
    return target.path();
  }

  /** The raw query without its question mark; null if there was no question mark. */
  public @Nullable String query() {
    return target.query();
  }

  public Headers headers() {
    return headers;
  }

  /** The octets of the body; empty if there was none. */
  public byte[] body() {
    return body;
  }

  public String remoteAddress() {
    return peer.address();
  }

  public Peer peer() {
    return peer;
  }

  /** Method and path alone: queries, headers and bodies may hold what no log may. */
  @Override
  public String toString() {
    return method + " " + target.path();
  }
}
