package org.maapay.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.maapay.bench.Payer;
import org.maapay.bench.Payer.Answer.Declined;
import org.maapay.bench.Payer.Answer.Paid;
import org.maapay.bench.Payer.Answer.Processing;
import org.maapay.bench.Payer.Answer.Refused;
import org.maapay.bench.Shop;
import org.maapay.merchant.Amount;
import org.maapay.merchant.Answer;
import org.maapay.merchant.MaaPay;
import org.maapay.merchant.NewRefund;
import org.maapay.merchant.PlacedOrder;
import org.maapay.merchant.Problem;
import org.maapay.merchant.Refund;

/** Takes one step of a story over the wire and writes down what was acknowledged. */
final class Client {
  private final MaaPay platform;
  private final Payer payer;
  private final Shop shop;
  private final List<String> faults;

  /** Links are worth money: they are kept here and not in the stories. */
  private final ConcurrentMap<String, URI> links = new ConcurrentHashMap<>();

  /**
   * @param faults takes what the platform may never answer, in words
   */
  Client(MaaPay platform, Payer payer, Shop shop, List<String> faults) {
    this.platform = platform;
    this.payer = payer;
    this.shop = shop;
    this.faults = faults;
  }

  /** Places the order, or the same again; false if nobody answered. */
  boolean place(Story story) {
    var wish = story.wish();
    var order = shop.order(wish.orderNo(), wish.payer().mobileNo(), wish.fen());
    return switch (platform.orders().place(order)) {
      case Answer.Accepted<PlacedOrder>(var placed, _) -> {
        if (!story.placed(placed.payOrderNo())) {
          fault(story, "placed again, it has another number: " + placed.payOrderNo());
        }
        placed.payUrl().map(URI::create).ifPresent(url -> links.put(wish.orderNo(), url));
        yield true;
      }
      case Answer.Refused<PlacedOrder>(var problem) -> {
        fault(story, "placing it was refused: " + problem.code());
        yield false;
      }
      case Answer.Unanswered<PlacedOrder> _ -> false;
    };
  }

  /** What a look at the page and, where it is payable, one confirmation came to. */
  enum Payment {
    PAID,
    WAITING,
    DECLINED,
    UNANSWERED
  }

  /** Pays the order as its payer would; an order that is paid is not paid again. */
  Payment pay(Story story) {
    var link = Optional.ofNullable(links.get(story.wish().orderNo()));
    if (link.isEmpty()) {
      return Payment.UNANSWERED;
    }
    try {
      var page = payer.open(link.get());
      return switch (page.status()) {
        case "PAID" -> seenPaid(story);
        case "PAYING" -> Payment.WAITING;
        case "PAYABLE" -> confirm(story, page);
        default -> {
          fault(story, "its page says " + page.status());
          yield Payment.DECLINED;
        }
      };
    } catch (IOException nobodyAnswered) {
      return Payment.UNANSWERED;
    }
  }

  private Payment confirm(Story story, Payer.Page page) throws IOException {
    var wish = story.wish();
    var typed = payer.type(page, wish.source(), wish.payer().paymentPassword());
    story.trying();
    return switch (payer.confirm(typed)) {
      case Paid _ -> {
        story.paid();
        yield Payment.PAID;
      }
      case Processing _ -> Payment.WAITING;
      // Tries that a crash cut off hold their places until their time is over.
      case Declined(var reason) when reason.equals("PASSWORD_BUSY") -> Payment.WAITING;
      case Declined(var reason) -> {
        story.declined();
        fault(story, "its payment was declined: " + reason);
        yield Payment.DECLINED;
      }
      case Refused(var code) when code.equals("order-paid") -> seenPaid(story);
      case Refused(var code) when code.equals("payment-in-progress") -> Payment.WAITING;
      case Refused(var code) -> {
        fault(story, "confirming was refused: " + code);
        yield Payment.DECLINED;
      }
    };
  }

  private Payment seenPaid(Story story) {
    if (!story.isPayTried()) {
      fault(story, "it is paid and nobody paid");
    }
    story.paid();
    return Payment.PAID;
  }

  /** Asks for the refund, or for the same again; false if nobody answered. */
  boolean refund(Story story, String refundNo, long fen) {
    story.refunding(refundNo, fen);
    var wish = story.wish();
    var refund =
        new NewRefund(
            wish.orderNo(),
            shop.day(),
            Amount.ofFen(fen),
            wish.payer().mobileNo(),
            Optional.of(refundNo));
    return switch (platform.refunds().create(refund)) {
      case Answer.Accepted<Refund>(var taken, _) -> {
        story.refunded(refundNo, taken.refundOrderNo());
        yield true;
      }
      case Answer.Refused<Refund>(Problem.Rejected(var details))
          when details.code().equals("merchant-balance-insufficient") -> {
        story.refundRefused(refundNo);
        yield true;
      }
      case Answer.Refused<Refund>(var problem) -> {
        fault(story, "refund " + refundNo + " was refused: " + problem.code());
        story.refundRefused(refundNo);
        yield true;
      }
      case Answer.Unanswered<Refund> _ -> false;
    };
  }

  private void fault(Story story, String text) {
    faults.add(story.wish().orderNo() + ": " + text);
  }
}
