package org.maapay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A callback that could be sent to our own network would read it for whoever named the host. */
class PublicAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this network",
    "0.1.2.3, this network",
    "10.0.0.1, private",
    "10.255.255.255, private",
    "100.64.0.1, shared between carriers",
    "100.127.255.255, shared between carriers",
    "127.0.0.1, this machine",
    "127.1.2.3, this machine",
    "169.254.0.1, link-local",
    "169.254.169.254, metadata of a cloud",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.0.0.1, protocol assignments",
    "192.0.2.1, documentation",
    "192.88.99.1, relays of 6to4",
    "192.168.0.1, private",
    "192.168.255.255, private",
    "198.18.0.1, benchmarks",
    "198.19.255.255, benchmarks",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, broadcast",
    "::, unspecified",
    "::1, this machine",
    "::10.0.0.1, IPv4 in its old IPv6 form",
    "::ffff:10.0.0.1, IPv4 mapped into IPv6",
    "::ffff:127.0.0.1, IPv4 mapped into IPv6",
    "::ffff:169.254.169.254, IPv4 mapped into IPv6",
    "64:ff9b::a00:1, IPv4 behind NAT64",
    "64:ff9b:1::a00:1, IPv4 behind a local NAT64",
    "100::1, discarded",
    "2001::1, Teredo",
    "2001:2::1, benchmarks",
    "2001:10::1, hashes of keys",
    "2001:20::1, hashes of keys",
    "2001:db8::1, documentation",
    "2002:a00:1::1, 6to4 around a private address",
    "2002:7f00:1::1, 6to4 around this machine",
    "3fff::1, documentation",
    "3fff:fff:ffff::1, documentation",
    "5f00::1, segment routing",
    "fc00::1, unique local",
    "fd12:3456::1, unique local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "ff02::1, multicast"
  })
  void what_is_not_on_the_public_internet_is_refused(String address, String why)
      throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).as(why).isFalse();
    for (var resolver : new PublicAddresses[] {new PublicAddresses(false)}) {
      assertThatThrownBy(() -> resolver.resolve(address)).isInstanceOf(UnknownHostException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "192.0.78.1",
        "192.88.98.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "198.51.99.1",
        "198.51.101.1",
        "203.0.112.1",
        "203.0.114.1",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2001:200::1",
        "2400:3200::1",
        "2606:4700:4700::1111",
        "3ffe::1",
        "3fff:1000::1"
      })
  void its_neighbours_are_public(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    assertThat(new PublicAddresses(false).resolve(address)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void this_machine_is_allowed_by_its_plain_name_where_it_was_agreed(String host)
      throws UnknownHostException {
    assertThat(new PublicAddresses(true).resolve(host))
        .isNotEmpty()
        .allMatch(InetAddress::isLoopbackAddress);
    assertThatThrownBy(() -> new PublicAddresses(false).resolve(host))
        .isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0"})
  void nothing_else_of_our_own_is_allowed_with_it(String host) {
    assertThatThrownBy(() -> new PublicAddresses(true).resolve(host))
        .isInstanceOf(UnknownHostException.class);
  }
}
