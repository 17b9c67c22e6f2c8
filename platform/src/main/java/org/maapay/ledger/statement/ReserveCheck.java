package org.maapay.ledger.statement;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.maapay.kernel.Money;
import org.maapay.ledger.AccountKind;

/**
 * Whether what everybody owns lies at the bank: what all accounts of each kind held at one moment,
 * and what was in transit.
 *
 * @param balances by kind, {@link #IN_TRANSIT} among them; the reserve's is zero or below
 */
public record ReserveCheck(Instant at, SortedMap<String, Money> balances) {
  /** What had left one account and not reached the other. */
  public static final String IN_TRANSIT = "IN_TRANSIT";

  private static final String RESERVE = AccountKind.BANK_RESERVE.name();
  private static final String AT_INSTITUTIONS = AccountKind.AT_INSTITUTIONS.name();

  public ReserveCheck(Instant at, Map<String, Money> balances) {
    this(at, new TreeMap<>(balances));
  }

  /** What lies at the bank according to the books (备付金). */
  public Money reserve() {
    return Money.ZERO.minus(balances.getOrDefault(RESERVE, Money.ZERO));
  }

  /** What institutions outside took for our merchants and owe us. */
  public Money atInstitutions() {
    return Money.ZERO.minus(balances.getOrDefault(AT_INSTITUTIONS, Money.ZERO));
  }

  /** What users, merchants and the platform own, what is in transit and what is being refunded. */
  public Money owned() {
    return total().plus(reserve()).plus(atInstitutions());
  }

  /**
   * By how much more is owned than lies at the bank and at institutions; zero is right, below zero
   * is too little.
   */
  public Money difference() {
    return owned().minus(reserve()).minus(atInstitutions());
  }

  /** Whether the two are the same. */
  public boolean holds() {
    return difference().equals(Money.ZERO);
  }

  private Money total() {
    return balances.values().stream().reduce(Money.ZERO, Money::plus);
  }
}
