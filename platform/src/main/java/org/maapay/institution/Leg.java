package org.maapay.institution;

import org.maapay.kernel.AccountId;
import org.maapay.kernel.Money;

/**
 * The merchant's side of a movement.
 *
 * @param account what is credited by a payment, or pays for a refund
 * @param subject the number the books file it under
 */
public record Leg(AccountId account, Money amount, String subject) {}
