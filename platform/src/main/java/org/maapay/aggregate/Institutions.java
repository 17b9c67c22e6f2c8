package org.maapay.aggregate;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.database.Database;
import org.maapay.institution.DeclineReason;
import org.maapay.institution.Institution;
import org.maapay.institution.InstitutionReply;
import org.maapay.institution.InstitutionReply.Booked;
import org.maapay.institution.InstitutionReply.Declined;
import org.maapay.institution.InstitutionReply.Unknown;
import org.maapay.institution.OutsideInstitution;
import org.maapay.institution.OutsideInstitution.OutsideRefund;
import org.maapay.institution.OutsideOrder;
import org.maapay.institution.Returned;
import org.maapay.institution.Standing;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.PayOrderNo;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All institutions as one: a method names the one that moves the money. What an institution outside
 * took is owed by it, until it is settled, on the bucket's account for that.
 */
public final class Institutions implements Institution {
  private static final Logger LOG = LoggerFactory.getLogger(Institutions.class);
  private static final InstitutionReply UNKNOWN = new Unknown();

  private final Institution builtIn;
  private final Map<String, OutsideInstitution> outside;
  private final OutsideOrders orders;
  private final InstantSource clock;

  /**
   * @param outside by their codes
   */
  public Institutions(
      Database database,
      PaymentOrders orders,
      Institution builtIn,
      Map<String, OutsideInstitution> outside,
      InstantSource clock) {
    this.builtIn = builtIn;
    this.outside = Map.copyOf(outside);
    this.orders = new OutsideOrders(database, orders);
    this.clock = clock;
  }

  OutsideOrders orders() {
    return orders;
  }

  Optional<OutsideInstitution> outside(String code) {
    return Optional.ofNullable(outside.get(code));
  }

  @Override
  public boolean settlesAtOnce(String method) {
    return OutsideMethod.of(method).isEmpty() && builtIn.settlesAtOnce(method);
  }

  /** Nobody is charged outside from here: the payer pays there, which is reported. */
  @Override
  public InstitutionReply charge(Charge charge) {
    return OutsideMethod.of(charge.method()).isPresent()
        ? new Declined(DeclineReason.METHOD_UNKNOWN)
        : builtIn.charge(charge);
  }

  @Override
  public InstitutionReply settle(Charge charge) {
    return OutsideMethod.of(charge.method())
        .map(method -> settle(charge, method))
        .orElseGet(() -> builtIn.settle(charge));
  }

  @Override
  public InstitutionReply refund(Charge refund) {
    return OutsideMethod.of(refund.method())
        .map(method -> giveBack(refund, method))
        .orElseGet(() -> builtIn.refund(refund));
  }

  /** Asked again with its number: the same refund, whether it arrived the first time or not. */
  @Override
  public InstitutionReply settleRefund(Charge refund) {
    return OutsideMethod.of(refund.method())
        .map(method -> giveBack(refund, method))
        .orElseGet(() -> builtIn.settleRefund(refund));
  }

  private InstitutionReply settle(Charge charge, OutsideMethod method) {
    var institution = outside(method.institution());
    var found = orders.find(new PayOrderNo(charge.leg().subject()), method);
    if (institution.isEmpty() || found.isEmpty()) {
      LOG.error("{} cannot be asked: {} is not connected", charge.number(), method.institution());
      return UNKNOWN;
    }
    var order = found.get().order();
    var standing = settled(institution.get(), found.get().outside(), isOver(order));
    return reply(order, charge, standing);
  }

  /** One whose first answer was lost led nobody to a page: it is ended, as one out of time is. */
  private static Standing settled(OutsideInstitution there, OutsideOrder order, boolean over) {
    if (order.known() == null) {
      return there.close(order);
    }
    var standing = there.query(order);
    return standing instanceof Standing.Waiting && over ? there.close(order) : standing;
  }

  private boolean isOver(PaymentOrder order) {
    return !clock.instant().isBefore(order.expiresAt());
  }

  /** What {@code standing} means for our books. */
  static InstitutionReply reply(PaymentOrder order, Charge charge, Standing standing) {
    return switch (standing) {
      case Standing.Waiting _, Standing.Unknown _ -> UNKNOWN;
      case Standing.Closed _ -> new Declined(DeclineReason.CLOSED_THERE);
      case Standing.Paid(var receipt, var at) -> {
        var leg = charge.leg();
        var movement =
            new Movement(
                leg.subject(),
                charge.number(),
                owed(order.payOrderNo().bucket()),
                leg.account(),
                leg.amount(),
                Purpose.PAYMENT);
        yield new Booked(List.of(movement), receipt, at);
      }
    };
  }

  private InstitutionReply giveBack(Charge refund, OutsideMethod method) {
    var institution = outside(method.institution());
    var found = orders.find(new PayOrderNo(refund.leg().subject()), method);
    if (institution.isEmpty() || found.isEmpty()) {
      LOG.error("{} cannot go back: {} is not connected", refund.number(), method.institution());
      return UNKNOWN;
    }
    var wish = new OutsideRefund(refund.number(), found.get().outside(), refund.leg().amount());
    return switch (institution.get().giveBack(wish)) {
      case Returned.Unknown _ -> UNKNOWN;
      case Returned.Refused(var code) -> {
        LOG.warn("{} refuses {}: {}", method.institution(), refund.number(), code);
        yield new Declined(DeclineReason.INSTITUTION_REFUSED);
      }
      case Returned.Done(var receipt, var at) -> {
        var leg = refund.leg();
        var movement =
            new Movement(
                leg.subject(),
                refund.number(),
                leg.account(),
                owed(refund.payer().bucket()),
                leg.amount(),
                Purpose.REFUND);
        yield new Booked(List.of(movement), receipt, at);
      }
    };
  }

  private static AccountId owed(Bucket bucket) {
    return BucketAccount.AT_INSTITUTIONS.in(bucket);
  }
}
