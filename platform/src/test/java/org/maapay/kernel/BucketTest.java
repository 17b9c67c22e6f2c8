package org.maapay.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
  @ParameterizedTest
  @ValueSource(ints = {-1, 1024, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void only_the_first_1024_numbers_are_buckets(int value) {
    assertThatThrownBy(() -> new Bucket(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void four_digits_are_written_and_read_back() {
    for (int value = 0; value < Bucket.COUNT; value++) {
      var bucket = new Bucket(value);
      assertThat(bucket.digits()).hasSize(4);
      assertThat(Bucket.ofDigits("x" + bucket.digits() + "9", 1)).isEqualTo(bucket);
    }
  }

  /** Stored rows stand where these numbers say: a change of the hash would lose them. */
  @ParameterizedTest
  @CsvSource({"M100001, 416", "M100002, 46", "'', 334"})
  void an_owner_stays_in_its_bucket_for_ever(String owner, int value) {
    assertThat(Bucket.of(owner)).isEqualTo(new Bucket(value));
  }

  @Test
  void owners_spread_evenly() {
    var counts = new int[Bucket.COUNT];
    for (int i = 0; i < 102_400; i++) {
      counts[Bucket.of("M" + (100_000 + i)).value()]++;
    }
    assertThat(IntStream.of(counts).allMatch(count -> count > 50 && count < 160)).isTrue();
  }

  @Test
  void an_account_number_says_its_bucket() {
    var random = new SplittableRandom(1);
    for (int value = 0; value < Bucket.COUNT; value++) {
      var bucket = new Bucket(value);
      assertThat(AccountId.random(bucket, random).bucket()).isEqualTo(bucket);
      assertThat(AccountId.fixed(bucket, 3).bucket()).isEqualTo(bucket);
      assertThat(AccountId.random(bucket, random))
          .isNotEqualTo(AccountId.random(bucket, random))
          .isNotEqualTo(AccountId.fixed(bucket, 999));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1024L << 48, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_number_beyond_the_last_bucket_is_no_account(long value) {
    assertThatThrownBy(() -> new AccountId(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
