package org.maapay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Offer;
import org.maapay.aggregate.Offers.Connected;
import org.maapay.edge.http.log.Interaction;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.edge.institution.InstitutionInterface;
import org.maapay.institution.Way;
import org.maapay.institutions.maapay.MaaPayInstitution;
import org.maapay.institutions.maapay.MaaPaySettings;
import org.maapay.kernel.Money;
import org.maapay.merchant.Exchange;
import org.maapay.server.Node.Exchanges;
import org.maapay.server.ServerSettings.InstitutionSettings;
import org.maapay.server.ServerSettings.OtherMaaPay;

/** Connects institutions besides the built-in one. */
final class Connections {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InteractionLog log;
  private final Exchanges exchanges;
  private final Clocks clocks;
  private final List<Connected> all;
  private volatile Function<String, Optional<Money>> orders = _ -> Optional.empty();

  Connections(
      @Nullable InstitutionSettings settings,
      InteractionLog log,
      Exchanges exchanges,
      Clocks clocks) {
    this.log = log;
    this.exchanges = exchanges;
    this.clocks = clocks;
    this.all =
        settings == null
            ? List.of()
            : settings.maapay().stream().map(other -> connected(settings, other)).toList();
  }

  List<Connected> all() {
    return all;
  }

  /** Says whose reports are believed: those of orders that there are. */
  void orders(Function<String, Optional<Money>> amounts) {
    orders = amounts;
  }

  private Connected connected(InstitutionSettings settings, OtherMaaPay other) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    var most = other.mostYuan();
    var reached =
        new MaaPaySettings(
            URI.create(other.url()),
            other.merchantId(),
            other.keyId(),
            text(other.privateKeyFile()),
            text(other.rootKeyFile()),
            URI.create(settings.origin() + InstitutionInterface.path(other.code())),
            most == null ? null : Money.ofYuan(most),
            PATIENCE);
    return new Connected(
        new Offer(other.code(), other.name(), List.of(Way.values())),
        new MaaPayInstitution(
            reached,
            http,
            number -> orders.apply(number),
            exchange -> {
              note(other.code(), exchange);
              var order = MaaPayInstitution.orderOf(exchange.subject());
              exchanges.seen(other.name(), order, exchange);
            },
            clocks.wall()));
  }

  /** Bodies hold a user's number: what was called and how it ended is kept. */
  private void note(String code, Exchange exchange) {
    if (exchange.direction() != Exchange.Direction.CALL) {
      return; // The listener that was called keeps it.
    }
    var path = URI.create(exchange.request().url()).getPath();
    var what =
        new Interaction.What(
            "to-" + code, exchange.request().method(), path, path, exchange.subject(), null, "{}");
    var ended =
        new Interaction.Ended(
            exchange.status(), exchange.failure().orElse(null), exchange.took().toNanos() / 1000);
    var from = new Interaction.From(null, null, null, "");
    log.add(new Interaction(clocks.business().instant(), "", from, what, ended));
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be read: " + file, e);
    }
  }
}
