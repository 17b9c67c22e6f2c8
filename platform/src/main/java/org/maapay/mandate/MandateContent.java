package org.maapay.mandate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A digest of what was asked, equal for equal parsed values after defaults. */
final class MandateContent {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private MandateContent() {}

  static byte[] of(AskMandate wish) {
    var content = new MandateContent();
    content
        .add(wish.merchantName())
        .add(wish.mobile().digits())
        .add(wish.limits().perPayment().toString())
        .add(wish.limits().perDay().toString())
        .add(wish.signableFor().toString())
        .add(wish.notifyUrl())
        .add(wish.returnUrl())
        .add(wish.ext());
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.written.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Each value with its length before it, so that no two lists look alike. */
  private MandateContent add(@Nullable String value) {
    var bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    var length = value == null ? -1 : bytes.length;
    written.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    written.writeBytes(bytes);
    return this;
  }
}
