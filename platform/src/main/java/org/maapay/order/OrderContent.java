package org.maapay.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A digest of what was asked, equal for equal parsed values after defaults. */
final class OrderContent {
  private final MessageDigest digest;

  private OrderContent() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  static byte[] of(PlaceOrder wish) {
    var content = new OrderContent();
    content
        .add(wish.merchantName())
        .add(wish.orderDate().toString())
        .add(wish.amount().toString())
        .add(wish.mobile().digits())
        .add(wish.transactionType().name())
        .add(wish.businessType().name())
        .add(wish.goods().no())
        .add(wish.goods().name())
        .add(wish.goods().description())
        .add(wish.terms().notifyUrl())
        .add(wish.terms().refundNotifyUrl())
        .add(wish.terms().returnUrl())
        .add(wish.terms().payableFor().toString())
        .add(wish.terms().chatbotId())
        .add(wish.terms().storeNo())
        .add(wish.terms().ext());
    return content.digest.digest();
  }

  /** Each value with its length before it, so that no two lists look alike. */
  private OrderContent add(@Nullable String value) {
    var bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    var length = value == null ? -1 : bytes.length;
    for (int shift = 24; shift >= 0; shift -= 8) {
      digest.update((byte) (length >> shift));
    }
    digest.update(bytes);
    return this;
  }
}
