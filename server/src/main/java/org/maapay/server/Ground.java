package org.maapay.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Offer;
import org.maapay.aggregate.Offers.Connected;
import org.maapay.bank.Bank;
import org.maapay.database.Database;
import org.maapay.institution.Way;
import org.maapay.keypad.Keypads;
import org.maapay.keys.Vault;
import org.maapay.server.ServerSettings.PageListener;

/**
 * What the platform stands on.
 *
 * @param vaultDatabase connections of the vault's own
 * @param outside institutions besides the built-in one
 * @param cashier where payers are led; absent where this platform is no institution
 * @param institution what payers read of the built-in institution
 * @param citus whether the database has the Citus profile, which knows itself where they live
 */
public record Ground(
    Database database,
    Database vaultDatabase,
    Vault vault,
    Keypads keypads,
    Bank bank,
    List<Connected> outside,
    @Nullable PageListener cashier,
    String institution,
    Clocks clocks,
    boolean citus) {
  /** No link to it is ever given out. */
  private static final PageListener NO_PAGE =
      new PageListener(0, "https://no-page.invalid", List.of());

  /** The cashier, or one that nobody is led to. */
  PageListener page() {
    return cashier == null ? NO_PAGE : cashier;
  }

  /** What payers of aggregate orders are offered here. */
  @Nullable Offer builtIn() {
    return cashier == null
        ? null
        : new Offer(Platform.BUILT_IN_CODE, institution, List.of(Way.values()));
  }
}
