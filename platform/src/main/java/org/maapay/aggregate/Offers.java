package org.maapay.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.maapay.institution.OutsideInstitution;
import org.maapay.kernel.MobileNumber;
import org.maapay.order.PaymentOrder;

/** Whom the payer of an order can choose from (5.1.4-2). */
public final class Offers {
  private final @Nullable Offer builtIn;
  private final Predicate<MobileNumber> holdsAccount;
  private final List<Connected> outside;

  /** An institution outside and how it is offered. */
  public record Connected(Offer offer, OutsideInstitution institution) {}

  /**
   * @param builtIn absent where this platform is no institution itself
   * @param holdsAccount whether a number has an account with the built-in institution
   */
  public Offers(
      @Nullable Offer builtIn, Predicate<MobileNumber> holdsAccount, List<Connected> outside) {
    this.builtIn = builtIn;
    this.holdsAccount = holdsAccount;
    this.outside = List.copyOf(outside);
  }

  /** The institutions that this user can pay this order with, the built-in one first. */
  public List<Offer> of(PaymentOrder order) {
    var offers = new ArrayList<Offer>();
    if (builtIn != null && holdsAccount.test(order.wish().mobile())) {
      offers.add(builtIn);
    }
    outside.stream()
        .filter(connected -> takes(connected, order) && connected.institution().isUp())
        .map(Connected::offer)
        .forEach(offers::add);
    return List.copyOf(offers);
  }

  /** One that was offered; it may be down by now, which asking it shows. */
  Optional<Offer> find(PaymentOrder order, String code) {
    if (builtIn != null && builtIn.code().equals(code)) {
      return holdsAccount.test(order.wish().mobile()) ? Optional.of(builtIn) : Optional.empty();
    }
    return outside.stream()
        .filter(connected -> connected.offer().code().equals(code) && takes(connected, order))
        .map(Connected::offer)
        .findFirst();
  }

  private static boolean takes(Connected connected, PaymentOrder order) {
    return connected.institution().takes(order.wish().amount());
  }

  boolean hasBuiltIn() {
    return builtIn != null;
  }

  boolean isBuiltIn(Offer offer) {
    return offer.equals(builtIn);
  }

  /** The institution outside of that code; the built-in one without a code. */
  Optional<Offer> holder(Optional<String> outside) {
    return outside.map(this::outside).or(() -> Optional.ofNullable(builtIn));
  }

  /** The name of an institution outside, as payers read it. */
  String name(String code) {
    return outside(code).name();
  }

  /** One that is no longer connected is called by its code. */
  private Offer outside(String code) {
    return outside.stream()
        .map(Connected::offer)
        .filter(offer -> offer.code().equals(code))
        .findFirst()
        .orElseGet(() -> new Offer(code, code, List.of()));
  }
}
