package org.maapay.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "0.01, 1",
    "0.1, 10",
    "1, 100",
    "1.00, 100",
    "12.5, 1250",
    "12.500, 1250",
    "1E+2, 10000",
    "99999999.99, 9999999999",
    "-0.01, -1",
    "92233720368547758.07, 9223372036854775807"
  })
  void yuan_become_whole_fen(BigDecimal yuan, long fen) {
    assertThat(Money.ofYuan(yuan)).isEqualTo(new Money(fen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "12.345", "1E-3", "92233720368547758.08", "1E+30"})
  void what_is_no_whole_number_of_fen_is_never_rounded(BigDecimal yuan) {
    assertThatThrownBy(() -> Money.ofYuan(yuan)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void two_decimals_are_always_written() {
    assertThat(new Money(1)).hasToString("0.01");
    assertThat(new Money(10)).hasToString("0.10");
    assertThat(new Money(1250)).hasToString("12.50");
    assertThat(new Money(-5)).hasToString("-0.05");
    assertThat(new Money(100_000_000_000L)).hasToString("1000000000.00");
    assertThat(Money.ZERO).hasToString("0.00");
  }

  @Test
  void only_one_fen_and_more_is_positive() {
    assertThat(new Money(1).positive()).isEqualTo(new Money(1));
    assertThatThrownBy(Money.ZERO::positive).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(new Money(-1)::positive).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_sum_that_does_not_fit_fails_rather_than_wrap_around() {
    var most = new Money(Long.MAX_VALUE);
    var least = new Money(Long.MIN_VALUE);
    assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.ZERO.minus(least)).isInstanceOf(ArithmeticException.class);
  }

  /** A hundred thousand pairs against arithmetic that cannot overflow. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sums_are_those_of_unbounded_arithmetic_or_fail(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      var a = any(random);
      var b = any(random);
      var sum = big(a).add(big(b));
      if (sum.bitLength() < 64) {
        assertThat(a.plus(b)).as("seed %d", seed).isEqualTo(new Money(sum.longValueExact()));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(b.plus(a)).isEqualTo(a.plus(b));
      } else {
        assertThatThrownBy(() -> a.plus(b)).isInstanceOf(ArithmeticException.class);
      }
      assertThat(Money.ofYuan(a.toYuan())).isEqualTo(a);
      assertThat(Money.ofYuan(new BigDecimal(a.toString()))).isEqualTo(a);
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(big(a).compareTo(big(b)));
    }
  }

  private static Money any(SplittableRandom random) {
    return new Money(random.nextLong() >> random.nextInt(64));
  }

  private static BigInteger big(Money money) {
    return BigInteger.valueOf(money.fen());
  }
}
