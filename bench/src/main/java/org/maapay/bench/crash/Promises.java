package org.maapay.bench.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.maapay.bench.Payer.Source;
import org.maapay.bench.crash.Observed.Money;
import org.maapay.bench.crash.Story.RefundStory;

/** Holds what the books say to what was acknowledged; knows nothing of how either came about. */
final class Promises {
  private Promises() {}

  /** Every promise that {@code story} shows broken, in words; empty is right. */
  static List<String> broken(Story story, Optional<Observed> books) {
    var broken = new ArrayList<String>();
    if (books.isEmpty()) {
      story.payOrderNo().ifPresent(no -> broken.add("acknowledged order " + no + " is not there"));
    } else {
      order(story, books.get(), broken);
      payment(story, books.get(), broken);
      refunds(story, books.get(), broken);
    }
    return broken.stream().map(text -> story.wish().orderNo() + ": " + text).toList();
  }

  private static void order(Story story, Observed books, List<String> broken) {
    if (story.payOrderNo().filter(no -> !no.equals(books.payOrderNo())).isPresent()) {
      broken.add("its number was " + story.payOrderNo().get() + ", now " + books.payOrderNo());
    }
    if (books.fen() != story.wish().fen()) {
      broken.add("its amount was " + story.wish().fen() + " fen, now " + books.fen());
    }
    if (books.state().equals("PAYING")) {
      broken.add("it is stuck in PAYING");
    }
  }

  private static void payment(Story story, Observed books, List<String> broken) {
    if (story.isPaid() && !books.isPaid()) {
      broken.add("its acknowledged payment is lost; it is " + books.state());
    }
    if (books.isPaid() && !story.isPayTried()) {
      broken.add("it is paid and nobody paid");
    }
    var expected = books.isPaid() ? 1 : 0;
    if (books.succeeded() != expected) {
      broken.add(books.succeeded() + " attempts succeeded instead of " + expected);
    }
    var debits = story.wish().source() == Source.BALANCE ? expected : 0;
    if (books.debits() != debits) {
      broken.add("the balance was debited " + books.debits() + " times instead of " + debits);
    }
    if (books.notices() != expected) {
      broken.add(books.notices() + " notifications of the payment arrived instead of " + expected);
    }
  }

  private static void refunds(Story story, Observed books, List<String> broken) {
    if (books.refundedFen() > (books.isPaid() ? books.fen() : 0)) {
      broken.add("more is refunded than was paid: " + books.refundedFen() + " fen");
    }
    story
        .refunds()
        .forEach((no, asked) -> {
          var found = Optional.ofNullable(books.refunds().get(no));
          refund(asked, found).ifPresent(text -> broken.add("refund " + no + " " + text));
        });
    books.refunds().keySet().stream()
        .filter(no -> !story.refunds().containsKey(no))
        .forEach(no -> broken.add("refund " + no + " is there and nobody asked, or was refused"));
  }

  private static Optional<String> refund(RefundStory asked, Optional<Money> found) {
    if (found.isEmpty()) {
      return asked.refundOrderNo().map(no -> "was acknowledged as " + no + " and is not there");
    } else if (found.get().fen() != asked.fen()) {
      return Optional.of("has another amount");
    } else if (asked
        .refundOrderNo()
        .filter(no -> !no.equals(found.get().refundOrderNo()))
        .isPresent()) {
      return Optional.of("has another number than was acknowledged");
    }
    return Optional.empty();
  }
}
