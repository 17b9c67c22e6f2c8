package org.maapay.kernel;

/** The platform's number for a merchant; never the merchant's own name for itself. */
public record MerchantId(String value) {
  public MerchantId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a merchant id");
    }
  }

  /** Whether {@code text} has the form of one: 4 to 32 of digits and capital letters. */
  public static boolean isOne(String text) {
    if (text.length() < 4 || text.length() > 32) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
        return false;
      }
    }
    return true;
  }

  /** Where this merchant's orders and money live. */
  public Bucket bucket() {
    return Bucket.of(value);
  }
}
