package org.maapay.chatbot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.maapay.card.Card;
import org.maapay.card.Cards;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.ledger.Ledger;
import org.maapay.user.User;
import org.maapay.user.Users;
import org.maapay.wallet.WalletInstitution;

/** What a user can pay with. */
record Purse(User user, Money balance, List<Card> cards) {
  Purse {
    cards = List.copyOf(cards);
  }

  /** The stores it is read from. */
  record Books(Users users, Cards cards, Ledger ledger) {
    /** Empty if nobody has opened an account with that number. */
    Optional<Purse> of(Connection tx, MobileNumber mobile) throws SQLException {
      var user = users.find(tx, mobile);
      return user.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Purse(
                  user.get(),
                  ledger.free(tx, user.get().account()),
                  cards.of(tx, user.get().id())));
    }
  }

  /** What the page proposes for {@code amount}, masked; empty if nothing suffices. */
  Optional<String> proposed(Speech speech, Money amount) {
    return balance.compareTo(amount) >= 0
        ? Optional.of(balance(speech))
        : cards.stream().findFirst().map(Card::label);
  }

  /** The method called {@code id}, masked. */
  String label(Speech speech, String id) {
    return id.equals(WalletInstitution.BALANCE)
        ? balance(speech)
        : cards.stream()
            .filter(card -> card.id().equals(id))
            .map(Card::label)
            .findFirst()
            .orElse(speech.of("银行卡", "bank card"));
  }

  private String balance(Speech speech) {
    return speech.of("余额（%s）", "Balance (%s)").formatted(owner());
  }

  private String owner() {
    return user.maskedName().map(name -> name + " ").orElse("") + user.mobile().masked();
  }
}
