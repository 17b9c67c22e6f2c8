package org.maapay.wallet;

import java.time.InstantSource;
import java.util.List;
import org.maapay.bank.Bank;
import org.maapay.bank.BankReply;
import org.maapay.bank.CardMovement;
import org.maapay.card.Card;
import org.maapay.card.Cards;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.InstitutionReply.Declined;
import org.maapay.institution.InstitutionReply.Unknown;
import org.maapay.kernel.AccountId;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;

/**
 * The built-in institution: pays from the user's balance, which is nothing but postings, or from a
 * bound card, which the bank answers for.
 */
public final class WalletInstitution implements Institution {
  /** The method that pays from the balance; every other method is the id of a card. */
  public static final String BALANCE = "balance";

  private static final InstitutionReply NO_SUCH_CARD = new Declined(DeclineReason.METHOD_UNKNOWN);
  private static final String SUMMARY = "5G消息支付";

  private final Database database;
  private final Cards cards;
  private final Bank bank;
  private final InstantSource clock;

  public WalletInstitution(Database database, Cards cards, Bank bank, InstantSource clock) {
    this.database = database;
    this.cards = cards;
    this.bank = bank;
    this.clock = clock;
  }

  @Override
  public boolean settlesAtOnce(String method) {
    return method.equals(BALANCE);
  }

  @Override
  public InstitutionReply charge(Charge charge) {
    if (settlesAtOnce(charge.method())) {
      return fromBalance(charge);
    }
    return database
        .read(tx -> cards.find(tx, charge.payer(), charge.method()))
        .map(card -> reply(cardPayment(charge), bank.debit(movement(charge, card))))
        .orElse(NO_SUCH_CARD);
  }

  @Override
  public InstitutionReply settle(Charge charge) {
    if (settlesAtOnce(charge.method())) {
      return fromBalance(charge);
    }
    // Asked by number alone: the card may be unbound by now, and its money gone all the same.
    return reply(cardPayment(charge), bank.settleDebit(charge.number()));
  }

  @Override
  public InstitutionReply refund(Charge refund) {
    if (settlesAtOnce(refund.method())) {
      return toBalance(refund);
    }
    return database
        .read(tx -> cards.findEver(tx, refund.payer(), refund.method()))
        .map(card -> reply(cardRefund(refund), bank.credit(movement(refund, card))))
        .orElse(NO_SUCH_CARD);
  }

  @Override
  public InstitutionReply settleRefund(Charge refund) {
    if (settlesAtOnce(refund.method())) {
      return toBalance(refund);
    }
    return reply(cardRefund(refund), bank.settleCredit(refund.number()));
  }

  private InstitutionReply fromBalance(Charge charge) {
    return booked(charge, payment(charge, charge.payer().account()));
  }

  private InstitutionReply toBalance(Charge refund) {
    return booked(
        refund,
        new Movement(
            refund.leg().subject(),
            refund.number(),
            refund.leg().account(),
            refund.payer().account(),
            refund.leg().amount(),
            Purpose.REFUND));
  }

  private Movement cardPayment(Charge charge) {
    return payment(charge, BucketAccount.BANK_RESERVE.in(charge.payer().bucket()));
  }

  private Movement cardRefund(Charge refund) {
    return new Movement(
        refund.leg().subject(),
        refund.number(),
        refund.leg().account(),
        BucketAccount.BANK_RESERVE.in(refund.payer().bucket()),
        refund.leg().amount(),
        Purpose.REFUND);
  }

  private static Movement payment(Charge charge, AccountId from) {
    var leg = charge.leg();
    return new Movement(
        leg.subject(), charge.number(), from, leg.account(), leg.amount(), Purpose.PAYMENT);
  }

  private Booked booked(Charge charge, Movement movement) {
    return new Booked(List.of(movement), charge.number(), clock.instant());
  }

  private static InstitutionReply reply(Movement movement, BankReply answer) {
    return switch (answer) {
      case BankReply.Done(var receipt, var at) -> new Booked(List.of(movement), receipt, at);
      case BankReply.Declined(var reason) -> new Declined(reason(reason));
      case BankReply.Unknown _ -> new Unknown();
    };
  }

  private static CardMovement movement(Charge charge, Card card) {
    return new CardMovement(
        charge.number(), card.agreementNo(), charge.leg().amount(), charge.counterparty(), SUMMARY);
  }

  private static DeclineReason reason(BankReply.Reason reason) {
    return switch (reason) {
      case INSUFFICIENT_FUNDS -> DeclineReason.INSUFFICIENT_FUNDS;
      case CARD_REFUSED -> DeclineReason.CARD_REFUSED;
    };
  }
}
