package org.maapay.merchant;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.maapay.merchant.Notice.MandateChanged;
import org.maapay.merchant.Notice.MandateRepeated;
import org.maapay.merchant.Notice.OrderClosed;
import org.maapay.merchant.Notice.PaymentSucceeded;
import org.maapay.merchant.Notice.Reason;
import org.maapay.merchant.Notice.RefundFailed;
import org.maapay.merchant.Notice.RefundNumbers;
import org.maapay.merchant.Notice.RefundSucceeded;
import org.maapay.merchant.Notice.Refused;
import org.maapay.merchant.Notice.Repeated;
import org.maapay.merchant.Notice.Subject;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Refusal;
import org.maapay.signature.Request;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification;

/** Reads the platform's callbacks (C-3): one call checks everything there is to check. */
public final class Notices {
  private static final int CLOSED = 1;
  private static final int PAID = 2;
  private static final int FAILED = 1;
  private static final int REFUNDED = 2;
  private static final int SIGNED = 1;
  private static final int ENDED = 2;

  private final Trust trust;
  private final OrderBook orders;
  private final NoticeLog log;
  private final InstantSource clock;
  private final Listeners listeners;
  private final MessageVerifier verifier;

  Notices(Trust trust, OrderBook orders, NoticeLog log, InstantSource clock, Listeners listeners) {
    this.trust = trust;
    this.orders = orders;
    this.log = log;
    this.clock = clock;
    this.listeners = listeners;
    this.verifier =
        new MessageVerifier(SignatureRules.NOTICE, trust.platformKeys(), host -> true, clock);
  }

  record Trust(String merchantId, KeyRing platformKeys, Runnable fetchKeys, Set<URI> urls) {
    Trust {
      urls = Set.copyOf(urls);
    }
  }

  /**
   * Reads a callback and checks signature, URL, merchant, order and amount, and that it tells
   * something new. Nothing is recorded: act on it in a transaction of your own that lets no state
   * go back, and answer with {@link Notice#reply}. Or use {@link #receive}.
   */
  public Notice parse(NoticeRequest request) {
    var at = clock.instant();
    var notice = read(request);
    report(request, at, notice, notice.reply());
    return notice;
  }

  /**
   * Reads a callback, lets {@code handler} act on it at most once, and returns what to answer. What
   * the handler throws goes on to the caller: answer 500, and the callback comes again.
   */
  public NoticeReply receive(NoticeRequest request, Consumer<Notice> handler) {
    var at = clock.instant();
    var notice = read(request);
    var stage = Stage.of(notice);
    if (stage.isPresent() && !log.advance(stage.get().subject(), stage.get().height())) {
      notice = stage.get().again();
      stage = Optional.empty();
    }
    var reply = notice.reply();
    boolean done = false;
    try {
      handler.accept(notice);
      done = true;
    } finally {
      if (!done) {
        stage.ifPresent(taken -> log.takeBack(taken.subject(), taken.height()));
        reply = NoticeReply.failed(500);
      }
      report(request, at, notice, reply);
    }
    return reply;
  }

  /** How far a subject has come. */
  private record Stage(String subject, int height, Notice again) {
    static Optional<Stage> of(Notice notice) {
      if (notice instanceof PaymentSucceeded paid) {
        return Optional.of(order(paid.subject(), PAID));
      } else if (notice instanceof OrderClosed closed) {
        return Optional.of(order(closed.subject(), CLOSED));
      } else if (notice instanceof RefundSucceeded refunded) {
        return Optional.of(
            refund(refunded.subject(), refunded.numbers().refundOrderNo(), REFUNDED));
      } else if (notice instanceof RefundFailed failed) {
        return Optional.of(refund(failed.subject(), failed.numbers().refundOrderNo(), FAILED));
      } else if (notice instanceof MandateChanged changed) {
        var height = changed.mandate().status() == MandateStatus.ACTIVE ? SIGNED : ENDED;
        var subject = "mandate " + changed.mandate().mandateNo();
        return Optional.of(
            new Stage(subject, height, new MandateRepeated(changed.notificationId())));
      }
      return Optional.empty();
    }

    private static Stage order(Subject subject, int height) {
      return new Stage("order " + subject.merchantOrderNo(), height, new Repeated(subject));
    }

    private static Stage refund(Subject subject, String refundOrderNo, int height) {
      return new Stage("refund " + refundOrderNo, height, new Repeated(subject));
    }
  }

  private Notice read(NoticeRequest request) {
    var url = registered(request);
    if (url.isEmpty()) {
      return new Refused(Reason.URL_UNKNOWN);
    } else if (!isAuthentic(request, url.get())) {
      return new Refused(Reason.NOT_AUTHENTIC);
    }
    try {
      return checked(request);
    } catch (Json.Malformed unreadable) {
      return new Refused(Reason.UNREADABLE);
    }
  }

  private Optional<URI> registered(NoticeRequest request) {
    var host = request.fields().values("host");
    return trust.urls().stream()
        .filter(url -> host.size() == 1 && host.get(0).equalsIgnoreCase(url.getRawAuthority()))
        .filter(url -> request.target().equals(target(url)))
        .findFirst();
  }

  private static String target(URI url) {
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private boolean isAuthentic(NoticeRequest request, URI url) {
    var described = Request.to(request.method(), url, request.fields());
    var body = request.body();
    var verification = verifier.verify(described, body);
    if (verification instanceof Verification.Refused refused
        && refused.refusal() == Refusal.KEY_UNKNOWN) {
      trust.fetchKeys().run();
      verification = verifier.verify(described, body);
    }
    return request.method().equals("POST") && verification instanceof Verification.Verified;
  }

  private Notice checked(NoticeRequest request) throws Json.Malformed {
    var fields = Fields.of(request.body());
    var id = request.fields().values("notification-id").get(0);
    if (!fields.text("merchantId").equals(trust.merchantId())) {
      return new Refused(Reason.MERCHANT_DIFFERS);
    }
    return fields.maybeText("mandateNo").isPresent()
        ? news(new MandateChanged(id, changed(fields)))
        : checked(id, fields);
  }

  private static Mandate changed(Fields fields) throws Json.Malformed {
    var mandate = Mandate.read(fields);
    if (mandate.status() == MandateStatus.PENDING) {
      throw new Json.Malformed("a mandate that has not changed");
    }
    return mandate;
  }

  /** What was not told before. */
  private Notice news(Notice notice) {
    return Stage.of(notice)
        .filter(stage -> log.reached(stage.subject()) >= stage.height())
        .map(Stage::again)
        .orElse(notice);
  }

  private Notice checked(String id, Fields fields) throws Json.Malformed {
    var subject =
        new Subject(
            id,
            fields.text("merchantOrderNo"),
            fields.text("payOrderNo"),
            fields.amount("orderAmount"),
            OrderStatus.named(fields.text("orderStatus")));
    var amount = orders.amountOf(subject.merchantOrderNo());
    if (amount.isEmpty()) {
      return new Refused(Reason.ORDER_UNKNOWN);
    } else if (!amount.get().equals(subject.orderAmount())) {
      return new Refused(Reason.AMOUNT_DIFFERS);
    }
    return news(notice(subject, fields));
  }

  private static Notice notice(Subject subject, Fields fields) throws Json.Malformed {
    var refundOrderNo = fields.maybeText("refundOrderNo");
    if (refundOrderNo.isPresent()) {
      var amount = fields.amount("refundAmount");
      var numbers = new RefundNumbers(refundOrderNo.get(), fields.maybeText("merchantRefundNo"));
      return switch (RefundStatus.named(fields.text("refundStatus"))) {
        case SUCCESS -> new RefundSucceeded(subject, numbers, amount);
        case FAILED -> new RefundFailed(subject, numbers, amount);
        case PROCESSING -> throw new Json.Malformed("a refund that has not ended");
      };
    }
    if (subject.orderStatus() == OrderStatus.CLOSED) {
      return new OrderClosed(subject);
    } else if (subject.orderStatus().isPaid()) {
      var paidAt = Days.read(fields.text("paymentDate"), fields.text("paymentTime"));
      return new PaymentSucceeded(
          subject,
          paidAt.orElseThrow(() -> new Json.Malformed("paid at no time")),
          Order.Institution.maybe(fields));
    }
    throw new Json.Malformed("an order that has not ended");
  }

  private void report(NoticeRequest request, Instant at, Notice notice, NoticeReply reply) {
    listeners.tell(() ->
        new Exchange(
            Exchange.Direction.NOTICE,
            orderNo(request),
            1,
            at,
            Duration.between(at, clock.instant()),
            new Exchange.Sent(
                request.method(),
                "http://" + host(request) + request.target(),
                shown(request.headers()),
                Masked.body(request.body())),
            reply.status(),
            new Exchange.Received(
                Map.of("content-type", List.of(reply.contentType())), reply.body()),
            notice instanceof Refused refused
                ? Optional.of(refused.reason().name())
                : Optional.empty()));
  }

  private static String host(NoticeRequest request) {
    return String.join(",", request.fields().values("host"));
  }

  private static String orderNo(NoticeRequest request) {
    try {
      var fields = Fields.of(request.body());
      var order = fields.maybeText("merchantOrderNo");
      return order.isPresent() ? order.get() : fields.maybeText("merchantMandateNo").orElse("");
    } catch (Json.Malformed unreadable) {
      return "";
    }
  }

  private static Map<String, List<String>> shown(Map<String, List<String>> headers) {
    var shown = new TreeMap<String, List<String>>();
    headers.forEach((name, values) -> shown.put(name.toLowerCase(Locale.ROOT), values));
    return shown;
  }
}
