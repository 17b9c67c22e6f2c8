package org.maapay.notification;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names once, for a connection that goes exactly there, and refuses a name if any of its
 * addresses is not public: a callback must not reach into our own network. This machine itself is
 * allowed where the merchant agreed it, by its plain name or address only.
 */
final class PublicAddresses implements DnsResolver {
  private final boolean loopbackToo;

  PublicAddresses(boolean loopbackToo) {
    this.loopbackToo = loopbackToo;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = InetAddress.getAllByName(host);
    for (var address : addresses) {
      if (!isPublic(address) && !(loopbackToo && isNamedLoopback(host, address))) {
        throw new UnknownHostException("the host has an address that is not public");
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private static boolean isNamedLoopback(String host, InetAddress address) {
    var plain = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
    return plain && address.isLoopbackAddress();
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic(four.getAddress());
      case Inet6Address six -> isGlobal(six.getAddress());
      default -> false;
    };
  }

  /** What the address registry keeps for special use is not public. */
  private static boolean isPublic(byte[] four) {
    int a = four[0] & 0xff;
    int b = four[1] & 0xff;
    return switch (a) {
      case 0 -> false;
      case 100 -> b < 64 || b > 127; // shared between carriers
      case 192 -> b != 0; // protocol assignments, documentation
      case 198 -> b != 18 && b != 19 && b != 51; // benchmarks, documentation
      case 203 -> b != 0; // documentation
      default -> a < 240;
    };
  }

  /** Global unicast is 2000::/3; of it, not 6to4, Teredo or documentation, which hide others. */
  private static boolean isGlobal(byte[] six) {
    int first = ((six[0] & 0xff) << 8) | (six[1] & 0xff);
    int second = ((six[2] & 0xff) << 8) | (six[3] & 0xff);
    boolean special = first == 0x2002 || (first == 0x2001 && (second == 0 || second == 0x0db8));
    return (first & 0xe000) == 0x2000 && !special;
  }
}
