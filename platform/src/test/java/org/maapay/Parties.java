package org.maapay;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.maapay.card.Card;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.merchant.Merchant;
import org.maapay.user.User;

/** Who takes part in a {@link TestPlatform}. */
final class Parties {
  private Parties() {}

  static Merchant merchant(TestPlatform platform, String id, boolean suspended) {
    var no = new MerchantId(id);
    var merchant =
        new Merchant(
            no,
            Set.of("海风咖啡"),
            Set.of("shop.example"),
            false,
            Set.of("WEBVIEW"),
            AccountId.random(no.bucket(), new Random(id.hashCode())),
            suspended);
    platform.database.run(tx -> {
      platform.merchants.admit(tx, merchant, platform.clock.instant());
      platform.ledger.open(tx, merchant.account(), AccountKind.MERCHANT_PAYABLE);
    });
    return merchant;
  }

  static User user(TestPlatform platform, UserId id, String mobile, long fen) {
    var now = platform.clock.instant();
    var account = id.account();
    return platform.database.write(tx -> {
      platform.ledger.open(tx, account, AccountKind.USER_BALANCE);
      platform.users.open(tx, id, new MobileNumber(mobile), "王小明", account, now);
      if (fen > 0) {
        platform.ledger.post(tx, List.of(opening(id, account, new Money(fen))), now);
      }
      return platform.users.find(tx, id).orElseThrow();
    });
  }

  private static Movement opening(UserId id, AccountId account, Money amount) {
    var bank = BucketAccount.BANK_RESERVE.in(account.bucket());
    return new Movement(id.value(), "opening", bank, account, amount, Purpose.OPENING);
  }

  static String card(TestPlatform platform, User user, String id) {
    var card = new Card(id, user.id(), "招商银行", "6225", Card.Kind.DEBIT, "AGR" + id);
    platform.database.run(tx -> platform.cards.bind(tx, card, platform.clock.instant()));
    return id;
  }
}
