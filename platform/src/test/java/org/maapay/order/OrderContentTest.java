package org.maapay.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;

class OrderContentTest {
  private static final Goods NO_GOODS = new Goods(null, null, null);

  @Test
  void the_same_wish_has_the_same_content() {
    assertThat(OrderContent.of(wish(NO_GOODS, terms(30, null, null))))
        .isEqualTo(OrderContent.of(wish(NO_GOODS, terms(30, null, null))));
  }

  @Test
  void the_order_number_itself_is_not_content() {
    var one = wish(NO_GOODS, terms(30, null, null));
    var other =
        new PlaceOrder(
            one.merchant(),
            "another",
            one.merchantName(),
            one.orderDate(),
            one.amount(),
            one.mobile(),
            one.transactionType(),
            one.businessType(),
            one.goods(),
            one.terms());
    assertThat(OrderContent.of(other)).isEqualTo(OrderContent.of(one));
  }

  @Test
  void a_text_that_moves_to_its_neighbour_is_other_content() {
    var all =
        List.of(
            wish(NO_GOODS, terms(30, null, null)),
            wish(new Goods("", null, null), terms(30, null, null)),
            wish(new Goods("a", null, null), terms(30, null, null)),
            wish(new Goods(null, "a", null), terms(30, null, null)),
            wish(new Goods(null, null, "a"), terms(30, null, null)),
            wish(new Goods("a", "b", null), terms(30, null, null)),
            wish(new Goods("ab", null, null), terms(30, null, null)),
            wish(new Goods(null, "ab", null), terms(30, null, null)),
            wish(new Goods("ab", "", null), terms(30, null, null)),
            wish(new Goods("", "ab", null), terms(30, null, null)),
            wish(NO_GOODS, terms(31, null, null)),
            wish(NO_GOODS, terms(30, "https://shop.example/b", null)),
            wish(NO_GOODS, terms(30, null, "{}")),
            wish(NO_GOODS, terms(30, null, "{\"a\":1}")));
    var seen = new HashSet<String>();
    for (var wish : all) {
      assertThat(seen.add(HexFormat.of().formatHex(OrderContent.of(wish))))
          .as(wish.toString())
          .isTrue();
    }
  }

  private static PlaceOrder wish(Goods goods, Terms terms) {
    return new PlaceOrder(
        new MerchantId("M100001"),
        "one",
        "海风咖啡",
        new BusinessDay(LocalDate.of(2026, 1, 1)),
        new Money(1250),
        new MobileNumber("13800138000"),
        TransactionType.WEBVIEW,
        BusinessType.PASSWORD,
        goods,
        terms);
  }

  private static Terms terms(int minutes, @Nullable String refundUrl, @Nullable String ext) {
    return new Terms(
        "https://shop.example/a", refundUrl, null, Duration.ofMinutes(minutes), null, null, ext);
  }
}
