package org.maapay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.maapay.Clause;
import org.maapay.TestPlatform;
import org.maapay.authorization.TestLeave;
import org.maapay.merchant.Merchant;
import org.maapay.order.PaymentOrder;
import org.maapay.payment.DirectDebits.Debited;
import org.maapay.user.User;
import org.maapay.wallet.WalletInstitution;

/** Orders that are placed and paid in one commit. */
class DirectDebitsTest {
  private final TestPlatform platform = new TestPlatform();
  private final User payer = platform.user(TestPlatform.PAYER.digits(), 100_00);
  private final Merchant merchant = platform.merchantBeside(payer);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_same_draft_again_has_no_second_effect() {
    var draft = draft("N1");
    assertThat(debit(draft)).isInstanceOf(Debited.Done.class);
    assertThat(debit(draft)).isInstanceOf(Debited.Done.class);
    assertThat(platform.balance(payer.account())).isEqualTo(99_00);
  }

  @Test
  @Clause("6.3.2-2a")
  void who_draws_another_order_s_number_is_never_told_that_his_own_is_paid() {
    var paid = draft("N1");
    assertThat(debit(paid)).isInstanceOf(Debited.Done.class);
    var drawn = numbered(draft("N2"), paid);
    assertThatThrownBy(() -> debit(drawn)).isInstanceOf(IllegalStateException.class);
    assertThat(platform.balance(payer.account())).isEqualTo(99_00);
    assertThat(debit(draft("N2"))).isInstanceOf(Debited.Done.class);
    assertThat(platform.balance(payer.account())).isEqualTo(98_00);
  }

  private PaymentOrder draft(String number) {
    return platform.orders.draft(TestPlatform.wish(merchant, number, 1_00));
  }

  private static PaymentOrder numbered(PaymentOrder draft, PaymentOrder as) {
    return new PaymentOrder(
        as.payOrderNo(),
        draft.wish(),
        draft.createdAt(),
        draft.expiresAt(),
        draft.state(),
        draft.payer(),
        draft.method(),
        draft.refunded(),
        draft.refunding(),
        draft.version());
  }

  private Debited debit(PaymentOrder draft) {
    var leave = TestLeave.to(payer.id(), draft.wish().amount(), draft.payOrderNo().value());
    return platform.directDebits.debit(draft, WalletInstitution.BALANCE, leave);
  }
}
