package org.maapay.edge.mandate;

import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Handler;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.mandate.MandateInterface.Books;
import org.maapay.kernel.UserId;
import org.maapay.mandate.Mandate;

/** Finds the session of a call and the mandate it is about. */
final class SigningDesk {
  private static final Problem ENDED =
      Problem.of(ProblemCode.PAGE_SESSION_EXPIRED, "Open the page again from the message.");

  private final SigningSessions sessions;
  private final Books books;

  SigningDesk(SigningSessions sessions, Books books) {
    this.sessions = sessions;
    this.books = books;
  }

  /** Somebody at the page who has an account, and the mandate as it stands. */
  record Visit(SigningSession session, UserId user, Mandate mandate) {}

  /** Answers a call that needs a session. */
  Reply receive(Call call, BiFunction<SigningSession, Mandate, Reply> answer) {
    var session = call.bearer().flatMap(sessions::find);
    if (session.isEmpty()) {
      return ENDED;
    }
    var no = session.get().mandate();
    var mandate = books.database().read(tx -> books.mandates().find(tx, no)).orElseThrow();
    return answer.apply(session.get(), mandate);
  }

  /** Answers a call that needs a user with an account as well. */
  Reply receiveUser(Call call, Function<Visit, Reply> answer) {
    return receive(
        call,
        (session, mandate) ->
            session
                .user()
                .map(user -> answer.apply(new Visit(session, user, mandate)))
                .orElse(Problem.of(ProblemCode.NOT_PERMITTED, "Open an account before signing.")));
  }

  /** {@code GET /cashier/v1/mandates/current}: how the mandate stands; changes nothing. */
  Handler current(InstantSource clock) {
    return call ->
        receive(
            call,
            (session, mandate) -> Answer.ok(ShownMandate.of(mandate, clock.instant()).build()));
  }
}
