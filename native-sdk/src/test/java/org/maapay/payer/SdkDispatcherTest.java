package org.maapay.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SdkDispatcherTest {
  private static final String NO = "2026010100421530001230123456789";
  private static final String TOKEN = NO + ".0.AAAAAAAAAAAAAAAAAAAAAA";

  private final RecordedSdk first = new RecordedSdk("MAAPAY", "https://pay.example");
  private final RecordedSdk second = new RecordedSdk("HUIFENG", "https://pay.huifeng.example:8443");
  private final SdkDispatcher dispatcher = new SdkDispatcher(List.of(first, second));

  /** An institution's SDK that notes what it was raised with. */
  private static final class RecordedSdk implements PaySdk {
    final List<String> tokens = new ArrayList<>();
    private final Institution institution;

    RecordedSdk(String code, String origin) {
      this.institution = new Institution(code, code, origin, "");
    }

    @Override
    public Institution institution() {
      return institution;
    }

    @Override
    public void pay(String sdkToken, PayCallback callback) {
      tokens.add(sdkToken);
      callback.finished(PayResult.SUCCESS);
    }
  }

  private boolean raise(String url) {
    return dispatcher.raise(url, result -> assertThat(result).isEqualTo(PayResult.SUCCESS));
  }

  @Test
  @Clause("5.1.3-5")
  void the_sdk_of_the_institution_that_the_address_names_is_raised() {
    assertThat(raise("https://pay.example/pay/" + NO + "?sdk=" + TOKEN)).isTrue();
    assertThat(raise("https://pay.huifeng.example:8443/pay/" + NO + "?lang=en&sdk=" + TOKEN))
        .isTrue();
    assertThat(first.tokens).containsExactly(TOKEN);
    assertThat(second.tokens).containsExactly(TOKEN);
  }

  @Test
  void every_other_address_is_for_the_web_view() {
    for (var url :
        List.of(
            "https://pay.example/pay/" + NO + "?t=" + TOKEN,
            "https://other.example/pay/" + NO + "?sdk=" + TOKEN,
            "https://pay.example:444/pay/" + NO + "?sdk=" + TOKEN,
            "https://pay.example/other/" + NO + "?sdk=" + TOKEN,
            "https://user@pay.example/pay/" + NO + "?sdk=" + TOKEN,
            "intent://pay.example/pay/" + NO + "?sdk=" + TOKEN,
            "https://pay.example/pay/" + NO + "?sdk=",
            "not an address")) {
      assertThat(raise(url)).as(url).isFalse();
    }
    assertThat(first.tokens).isEmpty();
  }

  @Test
  void two_sdks_cannot_claim_one_cashier() {
    var claims = List.<PaySdk>of(first, new RecordedSdk("X", "https://pay.example"));
    assertThatThrownBy(() -> new SdkDispatcher(claims))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_address_is_not_written_out_with_its_token() {
    var action = ActionUrl.parse("https://pay.example/pay/" + NO + "?sdk=" + TOKEN).orElseThrow();
    assertThat(action.sdkToken()).isEqualTo(TOKEN);
    assertThat(action.toString()).doesNotContain(TOKEN);
  }
}
