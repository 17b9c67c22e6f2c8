package org.maapay.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionQuery;

/** The row of a call. */
class CallLogTest extends InterfaceStage {
  @Test
  @Clause("6.3.1-4")
  void every_call_leaves_one_masked_row() {
    var good = merchant.serve(party.post(ORDERS, BODY));
    assertThat(good.status()).isEqualTo(200);
    var refused = merchant.serve(forged(party.post(ORDERS, BODY)));
    merchant.serve(party.post(ORDERS, "{\"cvv\":\"123\",\"goodsName\":\"6222020200112230\"}"));
    merchant.serve(TestRequests.at(unsigned(BODY), "GET", "/pay/13800138000"));
    log.flush();

    var rows = log.find(InteractionQuery.since(null, 100));
    assertThat(rows)
        .extracting(row -> row.ended().status())
        .containsExactlyInAnyOrder(200, 401, 400, 404);
    assertThat(rows.toString())
        .doesNotContain("13800138000")
        .doesNotContain("拿铁")
        .doesNotContain("6222020200112230");
    var first = log.find(InteractionQuery.about("A-1")).getFirst();
    assertThat(first.from().caller()).isEqualTo("M0001");
    assertThat(first.from().keyId()).isEqualTo(party.keyId());
    assertThat(first.from().nonce()).isNotEmpty();
    assertThat(first.from().address()).isEqualTo("203.0.113.7");
    assertThat(first.what().endpoint()).isEqualTo(ORDERS);
    assertThat(first.what().requestHash()).hasSize(64);
    assertThat(first.what().parameters())
        .isEqualTo(
            "{\"merchantId\":\"M0001\",\"merchantOrderNo\":\"A-1\",\"orderAmount\":\"12.50\","
                + "\"mobileNo\":\"138****8000\",\"goodsName\":\"text of 2\"}");
    var secret = rows.stream().filter(row -> "sensitive-data".equals(row.ended().code())).toList();
    assertThat(secret)
        .singleElement()
        .extracting(Interaction::what)
        .satisfies(what -> {
          assertThat(what.parameters()).isEqualTo("{}");
          assertThat(what.requestHash()).isNull();
        });
    var incident = incident(refused);
    assertThat(log.find(InteractionQuery.incident(incident)))
        .singleElement()
        .satisfies(row -> assertThat(row.ended().code()).isEqualTo("signature-invalid"));
  }

  @Test
  @Clause("6.3.1-4")
  void rows_and_calls_are_as_many() throws Exception {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      calls.add(() -> merchant.serve(unsigned(BODY)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(calls)).hasSize(500);
    }
    log.flush();
    assertThat(count("interaction")).isEqualTo(500);
  }
}
