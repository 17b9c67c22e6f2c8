package org.maapay.messaging.uplink;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.Bytes;
import org.maapay.messaging.tls.CertificateRule;
import org.maapay.messaging.uplink.UplinkRequest.Peer;

/**
 * Who may call back: the compensation where an operator's signature leaves something out, or where
 * there is none.
 *
 * @param networks such as {@code 203.0.113.0/24} or a single address; empty admits any
 * @param certificates which client certificates the operator proves itself with now; null admits
 *     any caller, also one without
 */
public record Admission(List<String> networks, @Nullable Supplier<CertificateRule> certificates) {
  public static final Admission ANYBODY = new Admission(List.of(), null);

  public Admission {
    networks = List.copyOf(networks);
    networks.forEach(Network::of);
  }

  public boolean admits(Peer peer, Instant now) {
    return admitsAddress(peer.address())
        && (certificates == null || certificates.get().admits(peer.certificates(), now));
  }

  private boolean admitsAddress(@Nullable String address) {
    if (networks.isEmpty()) {
      return true;
    }
    if (address == null) {
      return false;
    }
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return networks.stream().map(Network::of).anyMatch(network -> network.holds(bytes));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private record Network(Bytes base, int bits) {
    static Network of(String text) {
      int slash = text.indexOf('/');
      var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int bits = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > base.length * 8) {
        throw new IllegalArgumentException("not a network: " + text);
      }
      return new Network(Bytes.of(base), bits);
    }

    boolean holds(byte[] address) {
      var own = base.toArray();
      if (address.length != own.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (own[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
