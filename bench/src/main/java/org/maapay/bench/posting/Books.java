package org.maapay.bench.posting;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.maapay.bank.Bank;
import org.maapay.bank.BankReply;
import org.maapay.bank.CardMovement;
import org.maapay.card.Cards;
import org.maapay.database.Database;
import org.maapay.database.Migrations;
import org.maapay.database.Months;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.FileRootKey;
import org.maapay.keys.Vault;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.LedgerCheck;
import org.maapay.merchant.Merchant;
import org.maapay.merchant.Merchants;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrders;
import org.maapay.payment.DirectDebits;
import org.maapay.payment.PaymentCheck;
import org.maapay.posting.Lanes;
import org.maapay.server.EmbeddedDatabase;
import org.maapay.server.Pools;
import org.maapay.server.ServerSettings.DatabaseSettings;
import org.maapay.user.Persons;
import org.maapay.wallet.WalletInstitution;

/** The platform's own parts on a durable PostgreSQL of their own, without anything around them. */
final class Books implements AutoCloseable {
  static final String MERCHANT_NAME = "海风咖啡";
  private static final String DATABASE = "maapay";
  private static final int CONNECTIONS = 8;

  private final EmbeddedDatabase postgres;
  private final HikariDataSource source;
  private final HikariDataSource vaultSource;
  private final Database database;
  private final Persons persons;
  private final Lanes lanes;
  private final Orders orders;
  private final Merchants merchants;
  private final DirectDebits debits;
  private final InstantSource clock = InstantSource.system();

  private Books(
      EmbeddedDatabase postgres, HikariDataSource source, HikariDataSource vaultSource, Path folder)
      throws IOException {
    this.postgres = postgres;
    this.source = source;
    this.vaultSource = vaultSource;
    this.database = new Database(source);
    var vault =
        new Vault(
            FileRootKey.openOrCreate(folder.resolve("root.key")),
            new Database(vaultSource),
            clock,
            CipherSuite.AES_256_GCM);
    this.persons = new Persons(database, vault.index(), vault.fields(), clock);
    this.lanes = Lanes.of(database, () -> {});
    var stored = new PaymentOrders(persons);
    this.orders = new Orders(database, lanes, stored, persons, clock, new SecureRandom());
    this.merchants = new Merchants(database, clock);
    var wallet = new WalletInstitution(database, new Cards(vault.fields()), new NoCards(), clock);
    this.debits = new DirectDebits(lanes, orders, stored, persons, merchants, wallet, clock);
  }

  /** Starts PostgreSQL in {@code folder} and brings the schema there. */
  static Books open(Path folder, int port) throws IOException {
    var postgres = EmbeddedDatabase.start(folder, port);
    postgres.create(DATABASE);
    var settings = new DatabaseSettings(postgres.url(DATABASE), "postgres", "", CONNECTIONS, false);
    var source = Pools.open("bench", settings, CONNECTIONS);
    Migrations.apply(source);
    new Database(source)
        .run(tx -> Months.make(tx, BusinessDay.of(InstantSource.system().instant()).date()));
    return new Books(postgres, source, Pools.open("vault", settings, CONNECTIONS), folder);
  }

  String url() {
    return postgres.url(DATABASE) + "?user=postgres";
  }

  Orders orders() {
    return orders;
  }

  DirectDebits debits() {
    return debits;
  }

  Persons persons() {
    return persons;
  }

  HikariDataSource source() {
    return source;
  }

  /** Admits {@code count} merchants; those that are there stay. */
  List<MerchantId> merchants(int count) {
    var ids = new ArrayList<MerchantId>();
    for (int i = 0; i < count; i++) {
      var id = new MerchantId("M%06d".formatted(900_001 + i));
      ids.add(id);
      if (merchants.find(id).isEmpty()) {
        admit(id);
      }
    }
    return List.copyOf(ids);
  }

  private void admit(MerchantId id) {
    var account = AccountId.random(id.bucket(), new SecureRandom());
    var merchant =
        new Merchant(
            id,
            Set.of(MERCHANT_NAME),
            Set.of("shop.example"),
            false,
            Set.of("WEBVIEW"),
            account,
            false);
    database.run(tx -> {
      merchants.admit(tx, merchant, clock.instant());
      new Ledger().open(tx, account, AccountKind.MERCHANT_PAYABLE);
    });
  }

  long number(String query) {
    return patiently(tx -> {
      try (var statement = tx.createStatement();
          var row = statement.executeQuery(query)) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  void sql(String statement) {
    patiently(tx -> {
      try (var running = tx.createStatement()) {
        return running.execute(statement);
      }
    });
  }

  /** The promises of the books that are broken; none is right. */
  List<String> broken() {
    var rules = Stream.concat(LedgerCheck.rules().stream(), PaymentCheck.rules().stream()).toList();
    var findings =
        patiently(tx -> {
          tx.setAutoCommit(false);
          return LedgerCheck.check(tx, rules);
        });
    return findings.stream()
        .filter(finding -> finding.broken() != 0)
        .map(finding -> finding.promise() + ": " + finding.broken())
        .toList();
  }

  /** What reads or writes whole tables takes longer than the pool's connections wait. */
  private <T> T patiently(Query<T> query) {
    try (var connection = DriverManager.getConnection(url())) {
      return query.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks the database something. */
  @FunctionalInterface
  private interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  @Override
  public void close() {
    lanes.close();
    source.close();
    vaultSource.close();
    postgres.close();
  }

  /** Nobody pays by card here. */
  private static final class NoCards implements Bank {
    private static final BankReply REFUSED = new BankReply.Declined(BankReply.Reason.CARD_REFUSED);

    @Override
    public BankReply debit(CardMovement debit) {
      return REFUSED;
    }

    @Override
    public BankReply credit(CardMovement credit) {
      return REFUSED;
    }

    @Override
    public BankReply settleDebit(String number) {
      return REFUSED;
    }

    @Override
    public BankReply settleCredit(String number) {
      return REFUSED;
    }
  }
}
