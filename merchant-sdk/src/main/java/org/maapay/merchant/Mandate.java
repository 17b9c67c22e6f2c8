package org.maapay.merchant;

import java.util.Optional;

/**
 * A payer's agreement to be debited without a password, within two limits. Show both before each
 * payment (6.1.2-1, 6.1.2-2).
 *
 * @param signUrl where the payer signs, while it is pending: for the payer alone
 */
public record Mandate(
    String mandateNo,
    String merchantMandateNo,
    String mobileNo,
    Amount limitPerPayment,
    Amount limitPerDay,
    MandateStatus status,
    Optional<String> signUrl) {

  /** Whether one payment of {@code amount} is within the limits; the day may be used up. */
  public boolean allows(Amount amount) {
    return status == MandateStatus.ACTIVE && amount.compareTo(limitPerPayment) <= 0;
  }

  static Mandate read(Fields fields) throws Json.Malformed {
    return new Mandate(
        fields.text("mandateNo"),
        fields.text("merchantMandateNo"),
        fields.text("mobileNo"),
        fields.amount("limitPerPayment"),
        fields.amount("limitPerDay"),
        MandateStatus.named(fields.text("mandateStatus")),
        fields.maybeText("signUrl"));
  }

  @Override
  public String toString() {
    return "Mandate[%s, %s, %s, %s/%s, %s]"
        .formatted(
            merchantMandateNo,
            mandateNo,
            Masked.mobile(mobileNo),
            limitPerPayment,
            limitPerDay,
            status);
  }
}
