package org.maapay.merchant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An order as the platform knows it (C-2).
 *
 * @param paidAt absent while unpaid
 * @param fee what the platform charges the merchant
 * @param institution who has an aggregate order or took its money; absent while nobody does
 */
public record Order(
    String payOrderNo,
    String merchantOrderNo,
    String merchantName,
    LocalDate orderDate,
    Amount orderAmount,
    String mobileNo,
    OrderStatus orderStatus,
    Optional<Instant> paidAt,
    Optional<Amount> fee,
    Optional<Institution> institution) {

  /** An institution, by its code and as payers read it. */
  public record Institution(String institutionCode, String name) {
    static Optional<Institution> maybe(Fields about) throws Json.Malformed {
      var fields = about.maybeFields("institution");
      return fields.isPresent()
          ? Optional.of(
              new Institution(fields.get().text("institutionCode"), fields.get().text("name")))
          : Optional.empty();
    }
  }

  static Order read(Fields fields) throws Json.Malformed {
    return new Order(
        fields.text("payOrderNo"),
        fields.text("merchantOrderNo"),
        fields.text("merchantName"),
        Days.read(fields.text("orderDate")),
        fields.amount("orderAmount"),
        fields.text("mobileNo"),
        OrderStatus.named(fields.text("orderStatus")),
        Days.read(fields.text("paymentDate"), fields.text("paymentTime")),
        fields.maybeAmount("fee"),
        Institution.maybe(fields));
  }

  @Override
  public String toString() {
    return "Order[%s, %s, %s, %s, %s]"
        .formatted(merchantOrderNo, payOrderNo, orderAmount, orderStatus, Masked.mobile(mobileNo));
  }
}
