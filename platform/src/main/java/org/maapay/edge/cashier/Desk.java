package org.maapay.edge.cashier;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.maapay.database.OneTrip;
import org.maapay.edge.cashier.CashierInterface.Books;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.kernel.UserId;
import org.maapay.order.PaymentOrder;

/** Finds the session of a call and the order it is about. */
final class Desk {
  private static final Problem ENDED =
      Problem.of(ProblemCode.PAGE_SESSION_EXPIRED, "Open the page again from the message.");

  private static final Problem ELSEWHERE =
      Problem.of(ProblemCode.DEVICE_MISMATCH, "Nothing was charged. Pay on the device that began.");

  private static final Problem NO_ACCOUNT =
      Problem.of(ProblemCode.NOT_PERMITTED, "Open an account before paying.");

  private final PageSessions sessions;
  private final Books books;

  Desk(PageSessions sessions, Books books) {
    this.sessions = sessions;
    this.books = books;
  }

  /** Somebody at the page who has an account, and the order as it stands. */
  record Visit(PageSession session, UserId payer, PaymentOrder order) {}

  /** Answers a call for which it is enough what the page was opened with. */
  Reply admit(Call call, BiFunction<PageSession, UserId, Reply> answer) {
    return receive(
        call,
        session -> session.payer().map(payer -> answer.apply(session, payer)).orElse(NO_ACCOUNT));
  }

  /** Answers a call that needs a session, and the order as it stands. */
  Reply receive(Call call, BiFunction<PageSession, PaymentOrder, Reply> answer) {
    return receive(
        call,
        session -> {
          var trip = new OneTrip();
          var order = trip.ask(books.orders().look(session.order()));
          books.trips().go(trip);
          return answer.apply(session, order.get().orElseThrow());
        });
  }

  private Reply receive(Call call, Function<PageSession, Reply> answer) {
    var session = call.bearer().flatMap(sessions::find);
    if (session.isEmpty()) {
      return ENDED;
    }
    return SdkProof.holds(session.get(), call) ? answer.apply(session.get()) : ELSEWHERE;
  }

  /** Answers a call that needs a payer as well. */
  Reply receivePayer(Call call, Function<Visit, Reply> answer) {
    return receive(
        call,
        (session, order) ->
            session
                .payer()
                .map(payer -> answer.apply(new Visit(session, payer, order)))
                .orElse(NO_ACCOUNT));
  }
}
