package org.maapay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maapay.bank.Bank;
import org.maapay.database.Migrations;
import org.maapay.keys.FileRootKey;
import org.maapay.server.ServerSettings.InstitutionSettings;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.FileSystemResource;

/** The platform as an operator runs it: everything from one file, nothing by default. */
public final class ProductionServer implements AutoCloseable {
  private static final int LONGEST_NAME = 64;
  private static final int VAULT_CONNECTIONS = 8;
  private static final int BACKGROUND_CONNECTIONS = 4;

  private final ConnectionPool source;
  private final ConnectionPool vaultSource;
  private final ConnectionPool backgroundSource;
  private final Node node;
  private final ConfigurableApplicationContext listeners;

  private ProductionServer(
      ConnectionPool source,
      ConnectionPool vaultSource,
      ConnectionPool backgroundSource,
      Node node,
      ConfigurableApplicationContext listeners) {
    this.source = source;
    this.vaultSource = vaultSource;
    this.backgroundSource = backgroundSource;
    this.node = node;
    this.listeners = listeners;
  }

  /**
   * Reads the file, checks it, migrates the database and opens the listeners.
   *
   * @throws IllegalStateException with the remedy if a setting is wrong, unknown or unsafe
   */
  public static ProductionServer open(Path config) throws IOException {
    var settings = settings(config);
    refuseUnsafe(settings);
    var source = Pools.open("platform", settings.database(), settings.database().poolSize());
    var vaultSource = Pools.open("vault", settings.database(), VAULT_CONNECTIONS);
    var backgroundSource =
        Pools.openBackground("background", settings.database(), BACKGROUND_CONNECTIONS);
    Migrations.apply(source, settings.database().citus());
    var root = FileRootKey.open(Path.of(settings.vault().rootKeyFile()));
    var clocks = Clocks.system();
    var base =
        new Node.Base(
            settings,
            source,
            vaultSource,
            backgroundSource,
            root,
            clocks,
            accounts -> OperatorLinks.lookup(settings.operators(), accounts, clocks.wall()),
            Node.Exchanges.UNSEEN);
    var node = new Node(base, bank(settings), _ -> List.of());
    var listeners = ServerApplication.open(settings, node);
    node.start();
    return new ProductionServer(source, vaultSource, backgroundSource, node, listeners);
  }

  @Override
  public void close() {
    List.of(source, vaultSource, backgroundSource).forEach(ConnectionPool::hurry);
    listeners.close();
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    backgroundSource.close();
    vaultSource.close();
    source.close();
  }

  private static ServerSettings settings(Path config) throws IOException {
    if (!Files.isRegularFile(config)) {
      throw new IllegalStateException("there is no configuration file " + config);
    }
    var sources = new MutablePropertySources();
    new YamlPropertySourceLoader()
        .load("config", new FileSystemResource(config))
        .forEach(sources::addLast);
    try {
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind(
              "maapay",
              ServerSettings.BINDABLE,
              new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
          .get();
    } catch (BindException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "the configuration is not right at " + e.getName() + ": " + cause.getMessage(), e);
    }
  }

  private static void refuseUnsafe(ServerSettings settings) {
    var faults = new ArrayList<String>();
    if ((settings.tls() == null) != settings.behindProxy()) {
      faults.add(
          "name a certificate under maapay.tls, or set maapay.behind-proxy: true if a proxy of"
              + " yours ends TLS; not both");
    }
    if (!settings.merchant().scheme().equals("https")) {
      faults.add("maapay.merchant.scheme must be https");
    }
    if (settings.merchant().sandbox()) {
      faults.add("maapay.merchant.sandbox is for the demo only");
    }
    if (settings.institution().isBlank() || settings.institution().length() > LONGEST_NAME) {
      faults.add("maapay.name has 1 to " + LONGEST_NAME + " characters");
    }
    for (var page : Arrays.asList(settings.cashier(), settings.keypad())) {
      if (settings.isInstitution() == (page == null)) {
        faults.add("maapay.cashier and maapay.keypad are an institution's, which has both");
      } else if (page != null && !page.origin().startsWith("https://")) {
        faults.add("the origins of cashier and keypad must be https");
      }
    }
    refuseUnsafe(settings.institutions(), settings, faults);
    if (settings.database().password().isBlank()) {
      faults.add("maapay.database.password must be set");
    }
    faults.addAll(OperatorSafety.faults(settings));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "this configuration is not safe to run: " + String.join("; ", faults));
    }
  }

  private static void refuseUnsafe(
      @Nullable InstitutionSettings institutions, ServerSettings settings, List<String> faults) {
    if (institutions == null) {
      if (!settings.isInstitution()) {
        faults.add("maapay.institutions: an aggregator needs institutions to pass orders to");
      }
      return;
    }
    if (!institutions.origin().startsWith("https://")) {
      faults.add("maapay.institutions.origin must be https");
    }
    for (var other : institutions.maapay()) {
      if (!other.url().startsWith("https://")) {
        faults.add("maapay.institutions: " + other.code() + " must be called by https");
      }
      if (!other.code().matches("[A-Z0-9_]{1,32}") || other.code().equals(Platform.BUILT_IN_CODE)) {
        faults.add("maapay.institutions: " + other.code() + " is no code of another institution");
      }
    }
  }

  private static Bank bank(ServerSettings settings) {
    var bank = settings.bank();
    return bank == null ? new NoBank() : Banks.clearing(bank, Clocks.system().wall());
  }
}
