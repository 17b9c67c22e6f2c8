package org.maapay.notification;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names once, for a connection that goes exactly there, and refuses a name if any of its
 * addresses is not public: a callback must not reach into our own network. This machine itself is
 * allowed where the merchant agreed it, by its plain name or address only.
 */
final class PublicAddresses implements DnsResolver {
  /** Global unicast; everything else in IPv6 is ours, hides an IPv4 address or is nobody's. */
  private static final Block GLOBAL = Block.of("2000::/3");

  /** What the address registries keep for special use is not public. */
  private static final List<Block> SPECIAL =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // shared between carriers
              "127.0.0.0/8", // this machine
              "169.254.0.0/16", // link-local, metadata of clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // relays of 6to4
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/3", // multicast, reserved, broadcast
              "2001::/23", // protocol assignments: Teredo, benchmarks, hashes of keys
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4, around any IPv4 address
              "3fff::/20") // documentation
          .map(Block::of)
          .toList();

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
    return switch (address) {
      case Inet4Address four -> SPECIAL.stream().noneMatch(block -> block.holds(four));
      case Inet6Address six ->
          GLOBAL.holds(six) && SPECIAL.stream().noneMatch(block -> block.holds(six));
      default -> false;
    };
  }

  /** Addresses that begin with the same {@code bits}. */
  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      var slash = text.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(text.substring(0, slash)),
          Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    boolean holds(InetAddress address) {
      var own = first.getAddress();
      var other = address.getAddress();
      return own.length == other.length
          && new BigInteger(1, own)
              .xor(new BigInteger(1, other))
              .shiftRight(own.length * 8 - bits)
              .equals(BigInteger.ZERO);
    }
  }
}
