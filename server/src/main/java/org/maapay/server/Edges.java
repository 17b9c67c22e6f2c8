package org.maapay.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.maapay.edge.cashier.CashierInterface;
import org.maapay.edge.cashier.KeypadInterface;
import org.maapay.edge.http.Admission;
import org.maapay.edge.http.Interface;
import org.maapay.edge.http.Listener;
import org.maapay.edge.http.Nonces;
import org.maapay.edge.http.Rate;
import org.maapay.edge.http.Route;
import org.maapay.edge.http.Router;
import org.maapay.edge.http.Trust;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.edge.institution.InstitutionInterface;
import org.maapay.edge.mandate.MandateInterface;
import org.maapay.edge.merchant.MerchantInterface;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.mode.SigningLinks;
import org.maapay.server.ServerSettings.PageListener;
import org.maapay.server.web.PageSite;
import org.maapay.server.web.PageSite.Page;
import org.maapay.server.web.Site;
import org.maapay.server.web.Sites;

/** The interfaces put together, each with its port. */
final class Edges {
  /** How long a request waits for its turn before it is sent away. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Requests at once for each connection to the database. */
  private static final int PER_CONNECTION = 8;

  private static final Rate PAGE_RATE = new Rate(50, 200);

  private final Platform platform;
  private final Messaging messaging;
  private final ServerSettings settings;
  private final Guards guards;
  private final Clocks clocks;
  private final Admission admission;

  /** With what callers are checked and logged. */
  record Guards(PartyKeys parties, PlatformKeys keys, Nonces nonces, InteractionLog log) {}

  Edges(
      Platform platform,
      Messaging messaging,
      ServerSettings settings,
      Guards guards,
      Clocks clocks) {
    this.platform = platform;
    this.messaging = messaging;
    this.settings = settings;
    this.guards = guards;
    this.clocks = clocks;
    this.admission = new Admission(settings.database().poolSize() * PER_CONNECTION, PATIENCE);
  }

  /**
   * Every site by its port.
   *
   * @param more routes of the merchant listener that only the demo has
   */
  Sites sites(List<Route> more) {
    var cashier = settings.cashier();
    var keypad = settings.keypad();
    var sites = new HashMap<Integer, Site>();
    var operators = settings.operators();
    if (operators != null) {
      sites.put(operators.port(), messaging.callbacks()::serve);
    }
    var institutions = settings.institutions();
    if (institutions != null) {
      var reports = new InstitutionInterface(platform.choices(), guards.log(), clocks.business());
      sites.put(institutions.port(), reports::serve);
    }
    sites.put(settings.merchant().port(), merchant(more));
    if (settings.isInstitution() && cashier != null && keypad != null) {
      sites.putAll(pages(cashier, keypad));
    }
    return new Sites(sites);
  }

  private Map<Integer, Site> pages(PageListener cashier, PageListener keypad) {
    return Map.of(
        cashier.port(),
        page(
            new Page(
                "cashier",
                "/index.html",
                List.of("/pay/", "/mandate/"),
                settings.institution(),
                keypad.origin(),
                ancestors(cashier)),
            cashier,
            cashierRoutes(cashier, keypad)),
        keypad.port(),
        page(
            new Page(
                "keypad",
                "/keypad.html",
                List.of("/keypad.html"),
                settings.institution(),
                "'none'",
                cashier.origin() + " " + ancestors(cashier).replace("'none'", "")),
            keypad,
            KeypadInterface.routes(platform.keypads())));
  }

  private Site merchant(List<Route> more) {
    var listener = settings.merchant();
    Set<String> authorities =
        listener.authorities().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    var routes = new ArrayList<Route>(more);
    var cashier = settings.cashier();
    var parts =
        new Parts(platform)
            .merchant(
                new SigningLinks(
                    cashier == null ? "" : cashier.origin(), platform.vault().pageReferences()));
    routes.addAll(MerchantInterface.routes(parts));
    if (settings.isInstitution()) {
      routes.addAll(MerchantInterface.mandateRoutes(parts));
    }
    routes.addAll(MerchantInterface.keyRoutes(keyParts(authorities::contains)));
    var rate = new Rate(listener.callsPerSecond(), listener.callsPerSecond() * 2);
    return site(
        routes,
        new Listener("merchant", listener.scheme(), authorities, rate, rate, listener.sandbox()));
  }

  private Site page(Page page, PageListener listener, List<Route> routes) {
    var authority = listener.origin().replaceFirst("^https?://", "");
    var scheme = listener.origin().startsWith("https:") ? "https" : "http";
    var rate = listener.frameAncestors().isEmpty() ? PAGE_RATE : new Rate(10_000, 20_000);
    return new PageSite(
        page,
        site(routes, new Listener(page.name(), scheme, Set.of(authority), rate, rate, false)));
  }

  private Site site(List<Route> routes, Listener listener) {
    var trust =
        new Trust(guards.parties(), guards.keys(), guards.nonces(), admission, clocks.wall());
    return new Interface(new Router(routes), listener, trust, guards.log(), clocks.business())
        ::serve;
  }

  private MerchantInterface.KeyParts keyParts(Predicate<String> authorities) {
    return new MerchantInterface.KeyParts(
        guards.parties(), guards.keys(), settings.merchant().scheme(), authorities, clocks.wall());
  }

  private List<Route> cashierRoutes(PageListener cashier, PageListener keypadPage) {
    var parents = cashier.frameAncestors();
    var parent = parents.isEmpty() ? null : parents.getFirst();
    var keypad = keypadPage.origin();
    var routes = new ArrayList<Route>();
    routes.addAll(
        CashierInterface.routes(
            new Parts(platform).cashier(new CashierInterface.Settings(keypad, parent))));
    routes.addAll(
        MandateInterface.routes(
            new Parts(platform).mandate(new MandateInterface.Settings(keypad, parent))));
    return routes;
  }

  private static String ancestors(PageListener listener) {
    return listener.frameAncestors().isEmpty()
        ? "'none'"
        : String.join(" ", listener.frameAncestors());
  }
}
