package org.maapay.institution;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.maapay.institution.OutsideOrder.Known;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.Money;

/**
 * An institution outside with a memory: the same number is the same order, and a payer who pays or
 * not. What goes wrong on the way is scripted, call by call.
 */
public final class ScriptedInstitution implements OutsideInstitution {
  /** What happens to one call. */
  public enum Fault {
    NONE,
    /** The request is lost on its way there. */
    REQUEST_LOST,
    /** It is done there, and the answer is lost. */
    ANSWER_LOST,
    /** It is refused for good. */
    REFUSED
  }

  private record Kept(OutsideOrder order, Standing standing) {}

  private final InstantSource clock;
  private final Map<String, Kept> orders = new HashMap<>();
  private final Map<String, Money> refunds = new HashMap<>();
  private final Queue<Fault> script = new ArrayDeque<>();
  private boolean down;

  public ScriptedInstitution(InstantSource clock) {
    this.clock = clock;
  }

  /** The next calls go like this; after them nothing goes wrong. */
  public void next(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** Whether it takes new orders. */
  public void down(boolean now) {
    down = now;
  }

  /** The payer pays the order that it knows by {@code number}. */
  public void pay(String number) {
    var kept = orders.get(number);
    if (kept == null || !(kept.standing() instanceof Standing.Waiting)) {
      throw new AssertionError("nobody can pay " + number + " here");
    }
    put(kept.order(), new Standing.Paid("R-" + number, clock.instant()));
  }

  /** What it took less what it gave back, in fen. */
  public long taken() {
    long paid =
        orders.values().stream()
            .filter(kept -> kept.standing() instanceof Standing.Paid)
            .mapToLong(kept -> kept.order().amount().fen())
            .sum();
    return paid - refunds.values().stream().mapToLong(Money::fen).sum();
  }

  /** Where an order stands; empty if it never arrived. */
  public Optional<Standing> standing(String number) {
    return Optional.ofNullable(orders.get(number)).map(Kept::standing);
  }

  /** The order that it has under {@code number}. */
  public Optional<OutsideOrder> order(String number) {
    return Optional.ofNullable(orders.get(number)).map(Kept::order);
  }

  @Override
  public boolean takes(Money amount) {
    return amount.fen() > 0;
  }

  @Override
  public boolean isUp() {
    return !down;
  }

  @Override
  public Prepared prepare(OutsideOrder order) {
    return switch (fault()) {
      case REQUEST_LOST -> new Prepared.Unknown();
      case REFUSED -> new Prepared.Refused("merchant-name-not-registered");
      case ANSWER_LOST -> {
        place(order);
        yield new Prepared.Unknown();
      }
      case NONE -> prepared(place(order));
    };
  }

  private Prepared prepared(Kept kept) {
    var number = kept.order().number();
    var known = known(number);
    return kept.standing() instanceof Standing.Waiting
        ? new Prepared.Ready(
            known,
            "https://second.example/pay/" + number,
            "token-" + number,
            "https://second.example/pay/" + number + "?sdk=1")
        : new Prepared.Ended(known, kept.standing());
  }

  private Kept place(OutsideOrder order) {
    var earlier = orders.get(order.number());
    if (earlier == null) {
      return put(order, new Standing.Waiting());
    }
    if (!content(earlier.order()).equals(content(order))) {
      throw new AssertionError("one number for two orders: " + order.number());
    }
    return earlier;
  }

  /** The institution's own number is no content: it is learned on the way. */
  private static List<@Nullable Object> content(OutsideOrder order) {
    return Arrays.asList(
        order.payee(), order.amount(), order.mobile(), order.way(), order.payableMinutes());
  }

  private Kept put(OutsideOrder order, Standing standing) {
    var kept = new Kept(order, standing);
    orders.put(order.number(), kept);
    return kept;
  }

  private Known known(String number) {
    return new Known("S" + number, BusinessDay.of(clock.instant()));
  }

  @Override
  public Standing query(OutsideOrder order) {
    return fault() == Fault.NONE
        ? standing(order.number()).orElseGet(Standing.Closed::new)
        : new Standing.Unknown();
  }

  @Override
  public Standing close(OutsideOrder order) {
    var fault = fault();
    if (fault == Fault.REQUEST_LOST) {
      return new Standing.Unknown();
    }
    var kept = place(order);
    if (kept.standing() instanceof Standing.Waiting) {
      kept = put(kept.order(), new Standing.Closed());
    }
    return fault == Fault.NONE ? kept.standing() : new Standing.Unknown();
  }

  @Override
  public Returned giveBack(OutsideRefund refund) {
    var fault = fault();
    if (fault == Fault.REQUEST_LOST) {
      return new Returned.Unknown();
    } else if (fault == Fault.REFUSED) {
      return new Returned.Refused("merchant-balance-insufficient");
    }
    var earlier = refunds.putIfAbsent(refund.number(), refund.amount());
    if (earlier != null && !earlier.equals(refund.amount())) {
      throw new AssertionError("one number for two refunds: " + refund.number());
    }
    return fault == Fault.ANSWER_LOST
        ? new Returned.Unknown()
        : new Returned.Done("B-" + refund.number(), clock.instant());
  }

  /** A report is a call to {@code /number}; its body says how it ended. */
  @Override
  public Optional<Report> read(Call call) {
    var number = call.target().substring(1);
    var kept = orders.get(number);
    return kept == null || call.body().length > 0
        ? Optional.empty()
        : Optional.of(new Report(number, kept.order().amount(), kept.standing()));
  }

  private Fault fault() {
    return script.isEmpty() ? Fault.NONE : script.remove();
  }
}
