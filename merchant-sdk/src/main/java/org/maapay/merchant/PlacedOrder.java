package org.maapay.merchant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An order as the platform accepted it (C-1): not paid yet, unless it was debited without a
 * password.
 *
 * @param payUrl where the payer pays: a link that is worth money, for the payer alone
 * @param sdkToken starts the payer's SDK, once
 * @param sdkUrl the address for a card's button that raises the SDK with this token, or the page
 *     where there is none
 * @param qrCode what the payer scans
 * @param institutions whom the payer can choose from, in aggregate mode
 * @param passwordFree the limits of the mandate that paid or could have paid
 * @param fallback why a password-free order was not debited
 */
public record PlacedOrder(
    String payOrderNo,
    LocalDate createDate,
    String merchantOrderNo,
    Amount orderAmount,
    OrderStatus orderStatus,
    Optional<String> payUrl,
    Optional<String> sdkToken,
    Optional<String> sdkUrl,
    Optional<String> qrCode,
    List<InstitutionChoice> institutions,
    Optional<PasswordFree> passwordFree,
    Optional<String> fallback) {

  /** What may be paid without a password (6.1.2-2). */
  public record PasswordFree(Amount limitPerPayment, Amount limitPerDay) {
    static PasswordFree read(Fields fields) throws Json.Malformed {
      return new PasswordFree(fields.amount("limitPerPayment"), fields.amount("limitPerDay"));
    }
  }

  /**
   * An institution that the payer can choose.
   *
   * @param ways how it can reach him: {@code WEBVIEW}, {@code CHATBOT}, {@code NATIVE}
   */
  public record InstitutionChoice(String institutionCode, String name, List<TransactionType> ways) {
    public InstitutionChoice {
      ways = List.copyOf(ways);
    }

    static InstitutionChoice read(Fields fields) throws Json.Malformed {
      List<TransactionType> ways = new ArrayList<>();
      for (var type : TransactionType.values()) { // What this version does not know is passed over.
        if (fields.items("transactionTypes").contains(new Json.Text(type.name()))) {
          ways.add(type);
        }
      }
      return new InstitutionChoice(fields.text("institutionCode"), fields.text("name"), ways);
    }
  }

  static PlacedOrder read(Fields fields) throws Json.Malformed {
    List<InstitutionChoice> institutions = new ArrayList<>();
    for (var item : fields.items("institutions")) {
      institutions.add(InstitutionChoice.read(Fields.of(item)));
    }
    if (!fields.text("result").equals("SUCCESS")) {
      throw new Json.Malformed("an accepted order has result SUCCESS");
    }
    var passwordFree = fields.maybeFields("passwordFree");
    return new PlacedOrder(
        fields.text("payOrderNo"),
        Days.read(fields.text("createDate")),
        fields.text("merchantOrderNo"),
        fields.amount("orderAmount"),
        OrderStatus.named(fields.maybeText("orderStatus").orElse("CREATED")),
        fields.maybeText("payUrl"),
        fields.maybeText("sdkToken"),
        fields.maybeText("sdkUrl"),
        fields.maybeText("qrCode"),
        List.copyOf(institutions),
        passwordFree.isPresent()
            ? Optional.of(PasswordFree.read(passwordFree.get()))
            : Optional.empty(),
        fields.maybeText("fallback"));
  }

  @Override
  public String toString() {
    return "PlacedOrder[%s, %s, %s, %s, payUrl=%s]"
        .formatted(
            merchantOrderNo,
            payOrderNo,
            orderAmount,
            orderStatus,
            payUrl.map(Masked::link).orElse("none"));
  }
}
