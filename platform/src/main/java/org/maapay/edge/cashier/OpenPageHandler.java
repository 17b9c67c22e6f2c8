package org.maapay.edge.cashier;

import java.util.Optional;
import org.maapay.chatbot.Opening;
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
import org.maapay.order.TransactionType;

/** {@code POST /cashier/v1/sessions}: opens the page for whoever holds the order's reference. */
final class OpenPageHandler implements Handler {
  private static final TextRule TEXT = TextRule.upTo(64);

  private static final Problem UNKNOWN =
      Problem.of(ProblemCode.PAGE_REFERENCE_UNKNOWN, "Open the page from the message.");

  private final PageReferences references;
  private final CashierInterface.Chat chat;
  private final Reception reception;

  OpenPageHandler(CashierInterface.Parts parts, Reception reception) {
    this.references = parts.vault().pageReferences();
    this.chat = parts.chat();
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
      case Good<Reference>(var reference) when PayOrderNo.isOne(reference.payOrderNo()) ->
          open(new PayOrderNo(reference.payOrderNo()), reference.reference());
      case Good<Reference> _ -> UNKNOWN;
    };
  }

  /**
   * A link of the merchant's lives as long as its order; a card of the payment chatbot opens once.
   */
  private Reply open(PayOrderNo no, String reference) {
    if (!references.matches(no, reference)) {
      return openByCard(no, reference);
    }
    return reception
        .find(no)
        .filter(guest -> guest.order().wish().transactionType() != TransactionType.CHATBOT)
        .map(guest -> reception.open(guest, Optional.empty()))
        .orElse(UNKNOWN);
  }

  private Reply openByCard(PayOrderNo no, String reference) {
    return switch (chat.confirmations().open(no, reference)) {
      case Opening.Opened(var order) -> reception.open(order, Optional.empty());
      case Opening.Used(var order) -> {
        chat.chatbot().renew(order);
        yield Problem.of(
            ProblemCode.PAGE_REFERENCE_USED,
            "Nothing was charged. If the order can be paid, another card is in the chat.");
      }
      case Opening.Unknown _ -> UNKNOWN;
    };
  }
}
