package org.maapay.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.maapay.simulator.Clause;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;

class RedactionTest {
  @Test
  @Clause("6.3.2-3a")
  void what_authorises_and_whom_it_concerns_is_masked() {
    var body =
        "{\"appKey\":\"k-123\",\"accessToken\" : \"t-123\",\"to\":\"tel:+8613800138000\","
            + "\"mobileNo\":\"13900139000\",\"paymentPassword\":\"739104\","
            + "\"url\":\"http://localhost:8601/pay/P1?t=ref-123&lang=en\",\"no\":\"20260113800138000\"}";
    var cleaned =
        Redaction.of(
            Exchange.of(
                new Hop(Link.OPERATOR, "a", "b"),
                new Sent(
                    "POST", "/x?t=ref-123", Map.of("authorization", "accessToken t-123"), body),
                new Got(200, Map.of(), body)));
    assertThat(cleaned.toString())
        .doesNotContain("k-123", "t-123", "739104", "ref-123", "+8613800138000", "13900139000")
        .contains("138****8000", "139****9000", "accessToken ****", "&lang=en")
        .contains("20260113800138000");
  }

  @Test
  void a_long_body_is_cut() {
    var sent = new Sent("POST", "/", Map.of(), "x".repeat(1_000_000));
    var cleaned =
        Redaction.of(Exchange.of(new Hop(Link.OPERATOR, "a", "b"), sent, Got.nothing("")));
    assertThat(cleaned.sent().body().length()).isLessThan(Redaction.LONGEST_BODY + 100);
    assertThat(cleaned.sent().body()).endsWith("1000000 characters in all)");
  }
}
