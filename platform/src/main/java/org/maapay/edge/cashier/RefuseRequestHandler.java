package org.maapay.edge.cashier;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.maapay.database.Look;
import org.maapay.edge.cashier.CashierInterface.Requests;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.kernel.PayOrderNo;
import org.maapay.order.Closing;
import org.maapay.order.PaymentOrder;

/**
 * What a payer says of a request, with or without an account and without a password: it moves no
 * money and gives nothing away.
 */
final class RefuseRequestHandler {
  private final Requests requests;
  private final InstantSource clock;
  private final Desk desk;

  RefuseRequestHandler(CashierInterface.Parts parts, Desk desk) {
    this.requests = parts.requests();
    this.clock = parts.clock();
    this.desk = desk;
  }

  /**
   * {@code POST /cashier/v1/refusals}: the order is not his and is closed; with {@code block} the
   * merchant sends him no more.
   */
  Reply refuse(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.optionalBool("block").orElse(false))) {
      case Bad<Boolean>(var errors) -> Problem.fields(errors);
      case Good<Boolean>(var block) -> desk.receive(call, (_, order) -> refuse(order, block));
    };
  }

  private Reply refuse(PaymentOrder order, boolean block) {
    return switch (requests.orders().close(order.payOrderNo())) {
      case Closing.Closed _ -> {
        requests.lanes().of(order.payOrderNo().bucket()).submit(tx -> note(tx, order, block));
        yield said(block);
      }
      case Closing.Refused(var reason) -> Refusals.of(reason);
      case Closing.Missing _ -> throw new AssertionError("a session has its order");
    };
  }

  /** Noting it again, after a crash between the two, has no second effect. */
  private boolean note(Connection tx, PaymentOrder order, boolean block) throws SQLException {
    var now = clock.instant();
    var merchant = order.wish().merchant();
    requests.blocks().report(tx, merchant, order.payOrderNo(), now);
    if (block) {
      requests.blocks().block(tx, merchant, payer(order), order.payOrderNo(), now);
    }
    return block;
  }

  /** {@code POST /cashier/v1/refusals/lift}: the merchant may send him requests again. */
  Reply lift(Call call) {
    return desk.receive(
        call,
        (_, order) -> {
          requests
              .lanes()
              .of(order.payOrderNo().bucket())
              .submit(tx -> {
                requests.blocks().lift(tx, order.wish().merchant(), payer(order));
                return true;
              });
          return said(false);
        });
  }

  /** Whether the payer of the order takes no requests of its merchant. */
  Look<Boolean> lookBlocked(PayOrderNo no) {
    return requests.blocks().look(no);
  }

  private byte[] payer(PaymentOrder order) {
    return requests.persons().index(order.wish().mobile());
  }

  private static Reply said(boolean blocked) {
    return Answer.ok(Json.members().put("orderStatus", "CLOSED").put("blocked", blocked).build());
  }
}
