package org.maapay.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.maapay.TestPlatform;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;
import org.maapay.ledger.LedgerPagesTest.Operation;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.hold.HoldId;
import org.maapay.ledger.hold.HoldReason;
import org.maapay.ledger.hold.PlaceHold;
import org.maapay.ledger.hold.PostHold;
import org.maapay.ledger.hold.VoidHold;
import org.maapay.ledger.statement.Period;
import org.maapay.ledger.statement.Statements;

/**
 * Situations in which an operation has a given result, though as many as can be of the results that
 * come after it would be right as well. Each is on books of its own.
 */
final class LedgerRows implements AutoCloseable {
  private static final int ALL = 1_000;
  private static final int FAR_TOO_MUCH = 5_000;
  private static final UUID NUMBER = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);
  private static final UUID THIRD = new UUID(3, 3);

  private final TestPlatform platform = new TestPlatform();
  private final AccountId shop = platform.merchant("M100001").account();
  private final AccountId payer = platform.user("13800138000", ALL).account();
  private final Statements statements = new Statements();

  /** Something that is asked of the ledger, and what it answered. */
  @FunctionalInterface
  interface Step {
    Object ask();
  }

  @Override
  public void close() {
    platform.close();
  }

  /** How much the books hold and how many rows they have. */
  Map<String, Long> books() {
    var books = new TreeMap<String, Long>();
    for (var count :
        List.of(
            "sum(balance) FROM account WHERE kind = 'USER_BALANCE'",
            "sum(held) FROM account",
            "count(*) FROM transfer",
            "count(*) FROM transit",
            "count(*) FROM hold",
            "coalesce(sum(posted), 0) FROM hold",
            "count(*) FROM hold WHERE state <> 'PENDING'",
            "count(*) FROM hold_step")) {
      books.put(count, platform.number("SELECT " + count));
    }
    return books;
  }

  List<LedgerCheck.Finding> broken() {
    platform.holdExpiry.run();
    return platform.broken();
  }

  /** Brings about the situation; the answer asks. */
  Step of(Operation operation, String result) {
    return switch (operation) {
      case TRANSFER -> transfer(result);
      case PLACE -> place(result);
      case POST -> post(result);
      case VOID -> voidRest(result);
      case EXPIRE -> expire(result);
      case STATE -> state(result);
    };
  }

  private Step transfer(String result) {
    var all = new Movement("T1", "1", payer, shop, new Money(ALL), Purpose.PAYMENT);
    var more = new Movement("T1", "2", payer, shop, new Money(1), Purpose.PAYMENT);
    return switch (result) {
      case "Repeated" -> then(move(all), move(all)); // There is nothing left to pay it with.
      case "Insufficient" -> then(move(all), move(more));
      case "Posted" -> move(all);
      default -> throw new AssertionError("no situation for " + result);
    };
  }

  private Step place(String result) {
    var first = hold(NUMBER, 600, end());
    var muchMore =
        new PlaceHold(NUMBER, payer, new Money(FAR_TOO_MUCH), HoldReason.PAYMENT, "H1", end());
    var late = hold(OTHER, FAR_TOO_MUCH, end());
    return switch (result) {
      // Each time the hold's end is past, and more is asked for than is free.
      case "Repeated" -> then(place(first), hourLater(), place(first));
      case "Conflicting" -> then(place(first), hourLater(), place(muchMore));
      case "TooLate" -> then(hourLater(), place(late));
      case "Insufficient" -> place(late);
      case "Placed" -> place(hold(NUMBER, ALL, end()));
      default -> throw new AssertionError("no situation for " + result);
    };
  }

  private Step post(String result) {
    var hold = HoldId.of(payer, NUMBER);
    held().ask();
    return switch (result) {
      // The hold is over, and what is asked for is more than it had left.
      case "Repeated" ->
          then(post(hold, OTHER, 400), voidRest(hold, THIRD), post(hold, OTHER, 400));
      case "Conflicting" ->
          then(post(hold, OTHER, 400), voidRest(hold, THIRD), post(hold, OTHER, FAR_TOO_MUCH));
      case "Missing" -> post(HoldId.of(payer, THIRD), OTHER, FAR_TOO_MUCH);
      case "Ended" -> then(voidRest(hold, THIRD), post(hold, OTHER, FAR_TOO_MUCH));
      case "TooMuch" -> then(post(hold, OTHER, 400), post(hold, THIRD, 201));
      case "Posted" -> then(post(hold, OTHER, 400), post(hold, THIRD, 200));
      default -> throw new AssertionError("no situation for " + result);
    };
  }

  private Step voidRest(String result) {
    var hold = HoldId.of(payer, NUMBER);
    held().ask();
    return switch (result) {
      case "Repeated" -> then(voidRest(hold, OTHER), voidRest(hold, OTHER)); // It is over.
      case "Conflicting" -> then(post(hold, OTHER, 600), voidRest(hold, OTHER)); // It is over too.
      case "Missing" -> voidRest(HoldId.of(payer, THIRD), OTHER);
      case "Ended" -> then(voidRest(hold, OTHER), voidRest(hold, THIRD));
      case "Voided" -> then(post(hold, OTHER, 400), voidRest(hold, THIRD));
      default -> throw new AssertionError("no situation for " + result);
    };
  }

  private Step expire(String result) {
    var hold = HoldId.of(payer, NUMBER);
    return switch (result) {
      case "Missing" -> expire(hold);
      case "Repeated" -> then(held(), hourLater(), expire(hold), expire(hold));
      case "Ended" -> then(frozen(), voidRest(hold, OTHER), expire(hold)); // It has no end either.
      case "Endless" -> then(frozen(), expire(hold));
      case "NotYet" -> then(held(), expire(hold));
      case "Expired" -> then(held(), hourLater(), expire(hold));
      default -> throw new AssertionError("no situation for " + result);
    };
  }

  private Step state(String result) {
    var now = platform.clock.instant();
    var nobody = new AccountId(payer.value() + 1);
    return switch (result) {
      case "Missing" -> state(nobody, now.plusSeconds(1));
      case "Ahead" -> state(payer, now.plusSeconds(1));
      case "Stated" -> state(payer, now);
      default -> throw new AssertionError("no situation for " + result);
    };
  }

  /** Does all but the last, which is left to be asked. */
  private static Step then(Step... steps) {
    for (int i = 0; i < steps.length - 1; i++) {
      steps[i].ask();
    }
    return steps[steps.length - 1];
  }

  private Step move(Movement movement) {
    return () -> platform.database.write(tx -> platform.ledger.post(tx, List.of(movement), now()));
  }

  private Step place(PlaceHold wish) {
    return () -> platform.holds.place(wish);
  }

  private Step post(HoldId hold, UUID number, long fen) {
    var part = new PostHold(hold, number, new Money(fen), shop);
    return () -> platform.holds.post(part);
  }

  private Step voidRest(HoldId hold, UUID number) {
    var wish = new VoidHold(hold, number);
    return () -> platform.holds.voidRest(wish);
  }

  private Step expire(HoldId hold) {
    return () -> platform.holds.expire(hold);
  }

  private Step state(AccountId account, Instant at) {
    return () -> platform.database.read(tx -> statements.of(tx, account, Period.at(at), now()));
  }

  private Step held() {
    return place(hold(NUMBER, 600, end()));
  }

  private Step frozen() {
    return place(new PlaceHold(NUMBER, payer, new Money(600), HoldReason.FREEZE, "F1", null));
  }

  private Step hourLater() {
    return () -> {
      platform.clock.tick(Duration.ofHours(1));
      return "later";
    };
  }

  private PlaceHold hold(UUID number, long fen, Instant end) {
    return new PlaceHold(number, payer, new Money(fen), HoldReason.PAYMENT, "H1", end);
  }

  private Instant end() {
    return now().plus(Duration.ofMinutes(30));
  }

  private Instant now() {
    return platform.clock.instant();
  }
}
