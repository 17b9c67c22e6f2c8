package org.maapay.bench.posting;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.maapay.authorization.ProvenPayer;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.Money;
import org.maapay.order.BusinessType;
import org.maapay.order.Goods;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement;
import org.maapay.order.Terms;
import org.maapay.order.TransactionType;
import org.maapay.payment.DirectDebits.Debited;
import org.maapay.wallet.WalletInstitution;

/**
 * Payments, each submitted by itself by a payer who waits for his answer. One in a hundred repeats
 * the number of an earlier one, one in a hundred is for more than the payer has.
 */
final class Load {
  private static final int ODD_ONE = 100;
  private static final Terms TERMS =
      new Terms(
          "https://shop.example/notify", null, null, Duration.ofMinutes(30), null, null, null);

  private final Books books;
  private final Payers payers;
  private final List<MerchantId> merchants;
  private final String run;
  private final BusinessDay day = BusinessDay.of(InstantSource.system().instant());
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final LongAdder paid = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private volatile Times times = new Times();

  Load(Books books, Payers payers, List<MerchantId> merchants, String run) {
    this.books = books;
    this.payers = payers;
    this.merchants = merchants;
    this.run = run;
  }

  /** What was answered so far. */
  record Answers(long paid, long repeated, long refused, long wrong) {}

  /**
   * Lets {@code inFlight} payers pay, one payment after the other, while {@code meanwhile} runs.
   */
  void run(int inFlight, Runnable meanwhile) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < inFlight; i++) {
        threads.execute(this::pay);
      }
      try {
        meanwhile.run();
      } finally {
        ended.set(true);
      }
    }
  }

  Answers answers() {
    return new Answers(paid.sum(), repeated.sum(), refused.sum(), wrong.sum());
  }

  /** Begins to measure anew; answers what was measured until now. */
  Times lap() {
    var before = times;
    times = new Times();
    return before;
  }

  private void pay() {
    while (!ended.get()) {
      long number = numbers.incrementAndGet();
      boolean again = number % ODD_ONE == 50 && number > ODD_ONE;
      boolean tooMuch = number % ODD_ONE == 99;
      var begun = System.nanoTime();
      pay(again ? number - 50 : number, tooMuch);
      times.add(System.nanoTime() - begun);
    }
  }

  /** Payer, merchant and amount follow from the number, so that the same number is the same. */
  private void pay(long number, boolean tooMuch) {
    var random = new SplittableRandom(number);
    int payer = random.nextInt(number % ODD_ONE == 0 ? Payers.WHOLE : payers.count());
    var amount = new Money(tooMuch ? Payers.FEN * 2 : 1 + random.nextInt(100));
    var merchant = merchants.get(random.nextInt(merchants.size()));
    var draft = books.orders().draft(wish(number, merchant, amount, payer));
    var leave = ProvenPayer.leave(payers.user(payer), amount, draft.payOrderNo().value());
    switch (books.debits().debit(draft, WalletInstitution.BALANCE, leave)) {
      case Debited.Done _ -> paid.increment();
      case Debited.Earlier(Placement.Replayed _) -> repeated.increment();
      case Debited.NotCovered _ -> refused.increment();
      case Debited.Earlier _, Debited.NotAtOnce _ -> wrong.increment();
    }
  }

  private PlaceOrder wish(long number, MerchantId merchant, Money amount, int payer) {
    return new PlaceOrder(
        merchant,
        run + "-" + number,
        Books.MERCHANT_NAME,
        day,
        amount,
        payers.mobile(payer),
        TransactionType.WEBVIEW,
        BusinessType.PASSWORD_FREE,
        new Goods(null, "拿铁", null),
        TERMS);
  }
}
