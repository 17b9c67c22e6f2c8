package org.maapay.edge.cashier;

import java.util.Optional;
import org.maapay.edge.cashier.CashierInterface.Books;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;
import org.maapay.kernel.PayOrderNo;
import org.maapay.keys.PageReferences;
import org.maapay.order.PaymentOrder;

/** {@code POST /cashier/v1/sessions}: opens the page for whoever holds the order's reference. */
final class OpenPageHandler implements Handler {
  private static final TextRule TEXT = TextRule.upTo(64);

  private final Books books;
  private final PageReferences references;
  private final Reception reception;

  OpenPageHandler(CashierInterface.Parts parts, Reception reception) {
    this.books = parts.books();
    this.references = parts.vault().pageReferences();
    this.reception = reception;
  }

  private record Reference(String payOrderNo, String reference) {
    @Override
    public String toString() {
      return payOrderNo;
    }
  }

  @Override
  public Reply handle(Call call) {
    return switch (Fields.read(
        call.json(),
        fields -> new Reference(fields.text("payOrderNo", TEXT), fields.text("reference", TEXT)))) {
      case Bad<Reference>(var errors) -> Problem.fields(errors);
      case Good<Reference>(var reference) ->
          order(reference)
              .map(found -> reception.open(found, Optional.empty()))
              .orElse(
                  Problem.of(
                      ProblemCode.PAGE_REFERENCE_UNKNOWN, "Open the page from the message."));
    };
  }

  private Optional<PaymentOrder> order(Reference reference) {
    if (!PayOrderNo.isOne(reference.payOrderNo())) {
      return Optional.empty();
    }
    var no = new PayOrderNo(reference.payOrderNo());
    return references.matches(no, reference.reference())
        ? books.database().read(tx -> books.orders().find(tx, no))
        : Optional.empty();
  }
}
