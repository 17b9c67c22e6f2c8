package org.maapay.server.aggregate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Migrations;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;
import org.maapay.keys.FileRootKey;
import org.maapay.keys.signing.PlatformKey.Use;
import org.maapay.keys.signing.Registration;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.LedgerCheck;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.merchant.Merchant;
import org.maapay.messaging.routing.NumberLookup;
import org.maapay.payment.PaymentCheck;
import org.maapay.server.Clocks;
import org.maapay.server.NoBanks;
import org.maapay.server.Node;
import org.maapay.server.Platform;
import org.maapay.server.ServerSettings;
import org.maapay.server.ServerSettings.DatabaseSettings;
import org.maapay.server.ServerSettings.InstitutionSettings;
import org.maapay.server.ServerSettings.MerchantListener;
import org.maapay.server.ServerSettings.PageListener;
import org.maapay.server.ServerSettings.Role;
import org.maapay.server.ServerSettings.VaultSettings;
import org.maapay.server.web.Site;
import org.maapay.signature.Pem;
import org.maapay.signature.SignatureAlgorithm;

/** A whole MaaPay on a database of its own, reached over HTTP; its clocks obey. */
final class TestNode implements AutoCloseable {
  final Port merchants = new Port();
  final Node node;
  final Platform platform;

  /** With whom something was exchanged, and about which order. */
  final List<String> exchanged = new CopyOnWriteArrayList<>();

  private final HikariDataSource source;
  private final HikariDataSource vaultSource;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Duration> wallAhead = new AtomicReference<>(Duration.ZERO);
  private final Random random = new Random();

  /**
   * @param institutions absent: an institution by itself; else a pure aggregator of these
   */
  TestNode(
      EmbeddedPostgres postgres,
      String name,
      Path folder,
      @Nullable InstitutionSettings institutions)
      throws IOException, SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var create = connection.createStatement()) {
      create.execute("CREATE DATABASE " + name);
    }
    source = pool(postgres.getJdbcUrl("postgres", name));
    vaultSource = pool(postgres.getJdbcUrl("postgres", name));
    Migrations.apply(source);
    var pages = institutions == null ? new PageListener(1, "http://localhost:1", List.of()) : null;
    var keypad = institutions == null ? new PageListener(2, "http://localhost:2", List.of()) : null;
    var settings =
        new ServerSettings(
            "127.0.0.1",
            null,
            false,
            new DatabaseSettings("", "", "", 8, false),
            new VaultSettings(""),
            new MerchantListener(
                merchants.number(),
                "http",
                List.of("127.0.0.1:" + merchants.number()),
                1_000,
                true),
            pages,
            keypad,
            null,
            null,
            institutions,
            institutions == null ? null : Set.of(Role.AGGREGATOR),
            null);
    InstantSource business = () -> Instant.now().plus(ahead.get());
    var base =
        new Node.Base(
            settings,
            source,
            vaultSource,
            source,
            FileRootKey.openOrCreate(folder.resolve(name + ".key")),
            new Clocks(business, () -> Instant.now().plus(wallAhead.get())),
            _ -> NumberLookup.NONE,
            (institution, order, _) ->
                exchanged.add(institution + order.map(no -> " " + no.value()).orElse("")));
    node = new Node(base, NoBanks.none(), _ -> List.of());
    platform = node.platform();
    merchants.serves(site(merchants));
    node.start();
  }

  /** What the node serves on {@code port}. */
  Site site(Port port) {
    return Objects.requireNonNull(node.sites().byPort().get(port.number()));
  }

  /** The business clock moves on; signatures' does not. */
  void tick(Duration by) {
    ahead.updateAndGet(so -> so.plus(by));
  }

  /** Runs {@code deed} while the clock of signatures is ahead. */
  <T> T ahead(Duration by, Supplier<T> deed) {
    wallAhead.set(by);
    try {
      return deed.get();
    } finally {
      wallAhead.set(Duration.ZERO);
    }
  }

  String rootKeyPem() {
    return node.keys().current(Use.ROOT, SignatureAlgorithm.ED25519).publicPem();
  }

  /** A merchant, and the key that it signs with. */
  record Admitted(Merchant merchant, String keyId, String privateKeyPem) {}

  Admitted admit(String id, Set<String> ways) {
    var no = new MerchantId(id);
    var account = AccountId.random(no.bucket(), random);
    var merchant = new Merchant(no, Set.of("海风咖啡"), Set.of(), true, ways, account, false);
    platform
        .database()
        .run(tx -> {
          platform.ledger().open(tx, account, AccountKind.MERCHANT_PAYABLE);
          platform.merchants().admit(tx, merchant, Instant.now());
        });
    var pair = ed25519();
    if (node.parties().admit(id, SignatureAlgorithm.ED25519, Pem.of(pair.getPublic()))
        instanceof Registration.Registered(var key)) {
      return new Admitted(merchant, key.keyId(), Pem.of(pair.getPrivate()));
    }
    throw new AssertionError("a good key is registered");
  }

  /** A user with {@code fen} on his balance. */
  UserId user(String mobile, long fen) {
    var id = UserId.random(random);
    var now = Instant.now();
    platform
        .database()
        .run(tx -> {
          platform.ledger().open(tx, id.account(), AccountKind.USER_BALANCE);
          platform.users().open(tx, id, new MobileNumber(mobile), "陈小明", id.account(), now);
          var reserve = BucketAccount.BANK_RESERVE.in(id.bucket());
          var opening =
              new Movement(
                  id.value(), "opening", reserve, id.account(), new Money(fen), Purpose.OPENING);
          platform.ledger().post(tx, List.of(opening), now);
        });
    return id;
  }

  long balance(AccountId account) {
    return platform.database().read(tx -> platform.ledger().balance(tx, account)).fen();
  }

  /** The one number that {@code query} answers. */
  long number(String query) {
    return platform
        .database()
        .read(tx -> {
          try (var statement = tx.createStatement();
              var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Every promise of the books that is broken; none is right. */
  List<LedgerCheck.Finding> broken() {
    var rules = Stream.concat(LedgerCheck.rules().stream(), PaymentCheck.rules().stream()).toList();
    return platform.database().write(tx -> LedgerCheck.check(tx, rules)).stream()
        .filter(finding -> finding.broken() != 0)
        .toList();
  }

  @Override
  public void close() throws IOException {
    merchants.close();
    node.close();
    vaultSource.close();
    source.close();
  }

  private static HikariDataSource pool(String url) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK makes Ed25519 keys", e);
    }
  }
}
