package org.maapay.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;

class MerchantTest {
  private static final Merchant STRICT = merchant(false);
  private static final Merchant DEMO = merchant(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/notify",
        "https://shop.example",
        "https://shop.example:443/notify?a=b",
        "https://SHOP.example/notify",
        "HTTPS://shop.example/notify",
        "https://shop.example:8443/notify"
      })
  void a_registered_host_may_be_called_by_https(String url) {
    assertThat(STRICT.mayCallBack(URI.create(url))).isTrue();
    assertThat(DEMO.mayCallBack(URI.create(url))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://shop.example/notify, not https",
    "http://shop.example:443/notify, not https",
    "ftp://shop.example/notify, not https",
    "https://other.example/notify, another host",
    "https://shop.example.evil.example/, another host",
    "https://sub.shop.example/, another host",
    "https://shop.example./, another name",
    "https://shop.example:444/notify, another port",
    "https://shop.example:80/notify, another port",
    "https://shop.example:0/notify, another port",
    "https://user@shop.example/notify, a user",
    "https://@shop.example/notify, an empty user",
    "https://shop.example@evil.example/, a user that looks like a host",
    "https://shop.example/notify#part, a fragment",
    "https:///notify, no host",
    "mailto:shop.example, no host",
    "/notify, no host",
    "//shop.example/notify, no scheme"
  })
  void nothing_else_may_be_called(String url, String why) {
    assertThat(STRICT.mayCallBack(URI.create(url))).as(why).isFalse();
    assertThat(DEMO.mayCallBack(URI.create(url))).as(why).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8604/notify",
        "http://localhost:8604/notify",
        "http://[::1]:8604/notify",
        "https://127.0.0.1/notify"
      })
  void this_machine_may_be_called_where_it_was_agreed(String url) {
    assertThat(DEMO.mayCallBack(URI.create(url))).isTrue();
    assertThat(STRICT.mayCallBack(URI.create(url))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2:8604/notify",
        "http://10.0.0.1/notify",
        "http://169.254.169.254/latest",
        "http://localhost.evil.example/",
        "http://user@127.0.0.1/",
        "ftp://127.0.0.1/"
      })
  void no_other_machine_nearby_may_be_called_with_it(String url) {
    assertThat(DEMO.mayCallBack(URI.create(url))).isFalse();
  }

  private static Merchant merchant(boolean loopback) {
    return new Merchant(
        new MerchantId("M100001"),
        Set.of("海风咖啡"),
        Set.of("shop.example", "shop.example:8443"),
        loopback,
        Set.of("WEBVIEW"),
        new AccountId(7),
        false);
  }
}
