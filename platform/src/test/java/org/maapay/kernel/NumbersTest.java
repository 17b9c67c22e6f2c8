package org.maapay.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maapay.Clause;

class NumbersTest {
  private static final Instant AT = Instant.parse("2025-12-31T16:00:00.123Z");

  @Test
  @Clause("C-1")
  void an_order_number_has_at_most_32_characters_and_says_where_the_order_lives() {
    var numbering = new Numbering(new SplittableRandom(1));
    for (int value = 0; value < Bucket.COUNT; value++) {
      var no = PayOrderNo.next(new Bucket(value), AT, numbering);
      assertThat(no.value()).hasSizeLessThanOrEqualTo(32).startsWith("20260101");
      assertThat(no.bucket()).isEqualTo(new Bucket(value));
      assertThat(PayOrderNo.isOne(no.value())).isTrue();
    }
  }

  @Test
  @Clause("C-4")
  void a_refund_number_has_at_most_32_characters_and_says_where_the_refund_lives() {
    var numbering = new Numbering(new SplittableRandom(1));
    for (int value = 0; value < Bucket.COUNT; value++) {
      var no = RefundOrderNo.next(new Bucket(value), AT, numbering);
      assertThat(no.value()).hasSizeLessThanOrEqualTo(32).startsWith("R20260101");
      assertThat(no.bucket()).isEqualTo(new Bucket(value));
      assertThat(RefundOrderNo.isOne(no.value())).isTrue();
    }
  }

  @Test
  void numbers_made_within_one_millisecond_never_repeat() {
    var numbering = new Numbering(new SplittableRandom(1));
    var seen = new HashSet<PayOrderNo>();
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(seen.add(PayOrderNo.next(new Bucket(1), AT, numbering))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "202601010001000000123000000000",
        "20260101000100000012300000000000",
        "2026010110240000001230000000000",
        "20260101000100000012300000000a0",
        "202601010001000000123000000000０",
        "2026010100-1000000123000000000 "
      })
  void anything_else_is_no_order_number(String text) {
    assertThat(PayOrderNo.isOne(text)).isFalse();
    assertThat(RefundOrderNo.isOne("R" + text)).isFalse();
    assertThatThrownBy(() -> new PayOrderNo(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RefundOrderNo("R" + text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_refund_number_begins_with_a_capital_r() {
    var digits = "2026010100010000001230000000000";
    assertThat(RefundOrderNo.isOne("R" + digits)).isTrue();
    assertThat(RefundOrderNo.isOne("r" + digits)).isFalse();
    assertThat(RefundOrderNo.isOne("0" + digits)).isFalse();
    assertThat(PayOrderNo.isOne(digits)).isTrue();
  }

  @Test
  void a_user_number_says_where_his_account_lives() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      var user = UserId.random(random);
      assertThat(user.value()).hasSize(21).startsWith("U" + user.bucket().digits());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "U",
        "U0001000000000000000",
        "U0001000000000000000000",
        "V00010000000000000000",
        "Uabcdefghijklmnopqrst",
        "U10240000000000000000"
      })
  void anything_else_is_no_user_number(String text) {
    assertThatThrownBy(() -> new UserId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "M100, true",
    "0123, true",
    "M1234567890123456789012345678901, true",
    "M12345678901234567890123456789012, false",
    "M10, false",
    "m100, false",
    "M-100, false",
    "M10０, false",
    "'M100 ', false",
    "'', false"
  })
  void a_merchant_id_is_four_to_32_of_digits_and_capitals(String text, boolean one) {
    assertThat(MerchantId.isOne(text)).isEqualTo(one);
    if (one) {
      assertThat(new MerchantId(text).bucket()).isEqualTo(Bucket.of(text));
    } else {
      assertThatThrownBy(() -> new MerchantId(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @Clause("6.3.2-3a")
  void a_mobile_number_is_never_shown_in_full_by_accident() {
    var mobile = new MobileNumber("13800138000");
    assertThat(mobile.masked()).isEqualTo("138****8000");
    assertThat("" + mobile).isEqualTo("138****8000");
    assertThat(mobile.digits()).isEqualTo("13800138000");
  }

  @ParameterizedTest
  @CsvSource({
    "13800138000, true",
    "+8613800138000, true",
    "8613800138000, false",
    "+86+8613800138000, false",
    "+8513800138000, false",
    "1380013800, false",
    "138001380000, false",
    "03800138000, false",
    "1380013800０, false",
    "138-0138000, false",
    "'', false"
  })
  void a_mobile_number_has_eleven_digits_and_begins_with_one(String text, boolean one) {
    assertThat(MobileNumber.parse(text).isPresent()).isEqualTo(one);
    MobileNumber.parse(text)
        .ifPresent(mobile -> assertThat(mobile.digits()).isEqualTo("13800138000"));
  }
}
