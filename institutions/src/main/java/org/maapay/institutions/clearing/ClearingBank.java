package org.maapay.institutions.clearing;

import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.maapay.bank.Bank;
import org.maapay.bank.BankReply;
import org.maapay.bank.BankReply.Declined;
import org.maapay.bank.BankReply.Done;
import org.maapay.bank.BankReply.Reason;
import org.maapay.bank.BankReply.Unknown;
import org.maapay.bank.CardMovement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The banks behind a clearing house. Every call is made once: when its answer does not come or
 * cannot be believed the caller asks with {@code settle…}, and nobody guesses.
 */
public final class ClearingBank implements Bank {
  private static final Unknown UNKNOWN = new Unknown();

  private final ClearingHouse house;

  public ClearingBank(ClearingSettings settings, HttpClient http, InstantSource clock) {
    this.house = new ClearingHouse(settings, http, clock);
  }

  @Override
  public BankReply debit(CardMovement debit) {
    var wish =
        movement("debitNo", debit)
            .put("currency", "CNY")
            .put("payeeName", debit.counterparty())
            .put("summary", debit.summary());
    return call("/clearing/v1/debits", "debitNo", debit.number(), wish);
  }

  @Override
  public BankReply credit(CardMovement credit) {
    var wish = movement("creditNo", credit).put("summary", credit.summary());
    return call("/clearing/v1/credits", "creditNo", credit.number(), wish);
  }

  @Override
  public BankReply settleDebit(String number) {
    return settle("/clearing/v1/debits/query", "debitNo", number);
  }

  @Override
  public BankReply settleCredit(String number) {
    return settle("/clearing/v1/credits/query", "creditNo", number);
  }

  /** The house keeps an unknown number as refused, so nothing that is late can move money. */
  private BankReply settle(String path, String numberName, String number) {
    var question = JsonNodeFactory.instance.objectNode().put(numberName, number).put("fence", true);
    return call(path, numberName, number, question);
  }

  private static ObjectNode movement(String numberName, CardMovement movement) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(numberName, movement.number())
        .put("agreementNo", movement.agreementNo())
        .put("amountFen", movement.amount().positive().fen());
  }

  private BankReply call(String path, String numberName, String number, ObjectNode body) {
    return house
        .post(path, body)
        .filter(answer -> text(answer, numberName).equals(number))
        .map(ClearingBank::reply)
        .orElse(UNKNOWN);
  }

  private static BankReply reply(JsonNode answer) {
    return switch (text(answer, "state")) {
      case "SUCCESS" -> done(answer);
      case "DECLINED" -> new Declined(reason(text(answer, "reason")));
      // Asked with a fence: it has not happened, and now it cannot.
      case "NOT_FOUND" -> new Declined(Reason.CARD_REFUSED);
      default -> UNKNOWN;
    };
  }

  private static BankReply done(JsonNode answer) {
    var receipt = text(answer, "clearingNo");
    try {
      return receipt.isEmpty() ? UNKNOWN : new Done(receipt, Instant.parse(text(answer, "at")));
    } catch (DateTimeParseException notATime) {
      return UNKNOWN;
    }
  }

  /** What the house says beyond these two concerns its own operators. */
  private static Reason reason(String code) {
    return code.equals("INSUFFICIENT_FUNDS") ? Reason.INSUFFICIENT_FUNDS : Reason.CARD_REFUSED;
  }

  private static String text(JsonNode answer, String name) {
    return answer.path(name).asString("");
  }
}
