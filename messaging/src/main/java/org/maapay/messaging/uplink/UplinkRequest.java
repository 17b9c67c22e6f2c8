package org.maapay.messaging.uplink;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;

/**
 * A callback as it came, whatever server took it.
 *
 * @param path raw, still percent-encoded, without the query; anything may stand before the
 *     operator's own part
 * @param headers names in any case
 * @param peer the other end: its IP address, and the certificate that it proved to hold
 */
public record UplinkRequest(
    String method, String path, Map<String, List<String>> headers, Bytes body, Peer peer) {
  /**
   * Who sent it, as far as the server can tell.
   *
   * @param certificates the caller's own, then who signed it; empty if it proved none in TLS
   */
  public record Peer(@Nullable String address, List<X509Certificate> certificates) {
    /** Behind a server that tells neither. */
    public static final Peer UNKNOWN = new Peer(null, List.of());

    public Peer {
      certificates = List.copyOf(certificates);
    }
  }

  public UplinkRequest(String method, String path, Map<String, List<String>> headers, Bytes body) {
    this(method, path, headers, body, Peer.UNKNOWN);
  }

  public UplinkRequest {
    var ignoringCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> {
      if (name != null) {
        ignoringCase.put(name, List.copyOf(values));
      }
    });
    headers = ignoringCase;
  }

  public static UplinkRequest of(
      String method, String path, Map<String, List<String>> headers, byte[] body) {
    return new UplinkRequest(method, path, headers, Bytes.of(body));
  }

  /** The header's only value; empty if there is none or more than one. */
  public Optional<String> header(String name) {
    var values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }
}
