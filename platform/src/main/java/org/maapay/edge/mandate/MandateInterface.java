package org.maapay.edge.mandate;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.authorization.Authorization;
import org.maapay.card.Cards;
import org.maapay.database.Database;
import org.maapay.edge.http.Route;
import org.maapay.keypad.Keypads;
import org.maapay.keys.Vault;
import org.maapay.mandate.Allowances;
import org.maapay.mandate.Mandates;
import org.maapay.posting.Lanes;
import org.maapay.user.Users;

/** The calls of the signing page, on the cashier's origin. */
public final class MandateInterface {
  private MandateInterface() {}

  /**
   * Where the page's neighbours are.
   *
   * @param keypadOrigin the keypad's own origin
   * @param frameParent who may hold the page in a frame; nobody in production
   */
  public record Settings(String keypadOrigin, @Nullable String frameParent) {}

  /** The stores the page reads and writes. */
  public record Books(
      Database database,
      Lanes lanes,
      Mandates mandates,
      Allowances allowances,
      Users users,
      Cards cards) {}

  /** What the handlers work with. */
  public record Parts(
      Books books,
      Vault vault,
      Keypads keypads,
      Authorization authorization,
      Settings settings,
      InstantSource clock) {}

  /** The routes of the page. */
  public static List<Route> routes(Parts parts) {
    var sessions = new SigningSessions(parts.vault().records("signing-session"), parts.clock());
    var desk = new SigningDesk(sessions, parts.books());
    var overview = new OverviewHandler(parts, desk, sessions);
    return List.of(
        Route.openPost("/cashier/v1/mandate-sessions", new OpenSigningHandler(parts, sessions)),
        Route.openPost("/cashier/v1/mandate-keypads", new SigningKeypadHandler(parts, desk)),
        Route.openPost("/cashier/v1/mandates", new SignHandler(parts, desk)),
        Route.openGet("/cashier/v1/mandates/current", desk.current(parts.clock())),
        Route.openPost("/cashier/v1/mandates/overview", overview::prove),
        Route.openGet("/cashier/v1/mandates", overview::list),
        Route.openPost("/cashier/v1/mandates/revoke", new EndMandateHandler(parts, desk)));
  }
}
