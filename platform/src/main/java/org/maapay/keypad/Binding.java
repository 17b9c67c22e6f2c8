package org.maapay.keypad;

import org.maapay.kernel.MandateNo;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;

/**
 * What an entry on a keypad is for, and for nothing else.
 *
 * @param session the page's session
 * @param payee the merchant's name as the payer sees it
 */
public record Binding(String session, UserId user, Purpose purpose, String payee) {
  /** What the password allows. Its two texts are sealed with every press. */
  public sealed interface Purpose {
    /** The number of what it is for. */
    String subject();

    /** How much it allows. */
    String extent();
  }

  /** One payment of one order. */
  public record Payment(PayOrderNo order, Money amount) implements Purpose {
    @Override
    public String subject() {
      return order.value();
    }

    @Override
    public String extent() {
      return amount.toString();
    }
  }

  /** Payments without a password within two limits. */
  public record Agreement(MandateNo mandate, Money perPayment, Money perDay) implements Purpose {
    @Override
    public String subject() {
      return "mandate-" + mandate.value();
    }

    @Override
    public String extent() {
      return perPayment + "/" + perDay;
    }
  }

  /** Seeing and ending what was agreed with every merchant. */
  public record Overview() implements Purpose {
    @Override
    public String subject() {
      return "mandates";
    }

    @Override
    public String extent() {
      return "0.00";
    }
  }

  /** For one payment. */
  public Binding(String session, UserId user, PayOrderNo order, String payee, Money amount) {
    this(session, user, new Payment(order, amount), payee);
  }
}
