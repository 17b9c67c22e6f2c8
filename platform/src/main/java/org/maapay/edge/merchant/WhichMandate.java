package org.maapay.edge.merchant;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.json.Fields;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.mandate.Mandate;
import org.maapay.mandate.Mandates;

/** Which of its mandates a merchant means: by any of three names; all that are given must match. */
record WhichMandate(
    MerchantId merchant,
    Optional<String> mandateNo,
    Optional<String> merchantMandateNo,
    Optional<MobileNumber> mobile) {
  static final Problem MISSING =
      Problem.of(ProblemCode.MANDATE_NOT_FOUND, "No mandate of this merchant fits.");

  static WhichMandate read(Fields fields) {
    var which =
        new WhichMandate(
            new MerchantId(fields.text("merchantId", Rules.MERCHANT_ID)),
            fields.optionalText("mandateNo", Rules.ANY_NO),
            fields.optionalText("merchantMandateNo", Rules.ORDER_NO),
            fields.optionalMobile("mobileNo"));
    if (!fields.has("mandateNo") && !fields.has("merchantMandateNo") && !fields.has("mobileNo")) {
      fields.error("mandateNo", "is required unless merchantMandateNo or mobileNo is given");
    }
    return which;
  }

  /** The mandate; by the number alone of a payer his open one, else his last. */
  Optional<Mandate> find(Connection tx, Mandates mandates) throws SQLException {
    return first(tx, mandates)
        .filter(found -> found.wish().merchant().equals(merchant))
        .filter(found -> mandateNo.map(found.no().value()::equals).orElse(true))
        .filter(
            found -> merchantMandateNo.map(found.wish().merchantMandateNo()::equals).orElse(true))
        .filter(found -> mobile.map(found.wish().mobile()::equals).orElse(true));
  }

  private Optional<Mandate> first(Connection tx, Mandates mandates) throws SQLException {
    if (mandateNo.isPresent()) {
      return MandateNo.isOne(mandateNo.get())
          ? mandates.find(tx, new MandateNo(mandateNo.get()))
          : Optional.empty();
    }
    return merchantMandateNo.isPresent()
        ? mandates.find(tx, merchant, merchantMandateNo.get())
        : mandates.find(tx, merchant, mobile.orElseThrow());
  }
}
