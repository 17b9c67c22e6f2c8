package org.maapay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.maapay.aggregate.Choices;
import org.maapay.aggregate.Institutions;
import org.maapay.authorization.TestLeave;
import org.maapay.background.Bell;
import org.maapay.bank.ScriptedBank;
import org.maapay.card.Cards;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Database;
import org.maapay.database.ForgetfulSource;
import org.maapay.database.TestDatabase;
import org.maapay.institution.ScriptedInstitution;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.PayOrderNo;
import org.maapay.kernel.UserId;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.Vault;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.LedgerCheck;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.ledger.hold.HoldExpiry;
import org.maapay.ledger.hold.Holds;
import org.maapay.mandate.Allowances;
import org.maapay.mandate.Asking;
import org.maapay.mandate.Changing;
import org.maapay.mandate.Limits;
import org.maapay.mandate.Mandate;
import org.maapay.mandate.MandateUses;
import org.maapay.mandate.Mandates;
import org.maapay.merchant.Merchant;
import org.maapay.merchant.Merchants;
import org.maapay.mode.PasswordFree;
import org.maapay.notification.Notices;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PaymentOrders;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement;
import org.maapay.order.Placement.Placed;
import org.maapay.outbox.Fact;
import org.maapay.outbox.Outbox;
import org.maapay.payment.Contradictions;
import org.maapay.payment.DirectDebits;
import org.maapay.payment.Outcomes;
import org.maapay.payment.PaymentAttempts;
import org.maapay.payment.PaymentOutcome;
import org.maapay.payment.Payments;
import org.maapay.payment.Resolver;
import org.maapay.posting.Decision;
import org.maapay.posting.Lanes;
import org.maapay.refund.RefundWish;
import org.maapay.refund.Refunding;
import org.maapay.refund.Refunds;
import org.maapay.user.Persons;
import org.maapay.user.User;
import org.maapay.user.Users;
import org.maapay.wallet.WalletInstitution;

/** The platform's parts put together on a real database, with a clock and a bank that obey. */
public final class TestPlatform implements AutoCloseable {
  public static final MobileNumber PAYER = new MobileNumber("13800138000");
  public static final BusinessDay DAY = new BusinessDay(LocalDate.of(2026, 1, 1));
  public static final String NOTIFY_URL = "https://shop.example/notify";

  /** Whether every bucket is posted by itself, by the function of the Citus profile. */
  private static final boolean APART = Boolean.getBoolean("maapay.apart");

  private static final int LANES = Integer.getInteger("maapay.lanes", 1);

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  public final TestClock clock = new TestClock("2026-01-01T04:00:00Z");
  public final ScriptedBank bank = new ScriptedBank(clock);
  public final ScriptedInstitution second = new ScriptedInstitution(clock);
  public final ScriptedInstitution third = new ScriptedInstitution(clock);
  public final Ledger ledger = new Ledger();
  public final Outbox outbox = new Outbox();
  public final PaymentAttempts attempts = new PaymentAttempts();
  public final ForgetfulSource faults;
  public final Database database;
  public final Vault vault;
  public final Lanes lanes;
  public final Persons persons;
  public final PaymentOrders stored;
  public final Orders orders;
  public final Merchants merchants;
  public final Users users;
  public final Cards cards;
  public final Contradictions contradictions;
  public final Outcomes outcomes;
  public final Payments payments;
  public final Resolver resolver;
  public final Refunds refunds;
  public final Choices choices;
  public final Notices notices;
  public final Allowances allowances = new Allowances();
  public final MandateUses uses = new MandateUses();
  public final Mandates mandates;
  public final DirectDebits directDebits;
  public final PasswordFree passwordFree;
  public final Holds holds;
  public final HoldExpiry holdExpiry;

  private final HikariDataSource source;
  private final HikariDataSource vaultSource;
  private final TestBooks books;
  private final Random random = new Random();

  public TestPlatform() {
    this(APART ? TestDatabase.createWithCitusProfile() : TestDatabase.create(), APART);
  }

  public TestPlatform(HikariDataSource source) {
    this(source, false);
  }

  private TestPlatform(HikariDataSource source, boolean apart) {
    this.source = source;
    vaultSource = pool(source, 5);
    faults = new ForgetfulSource(source);
    database = new Database(faults.asSource(), apart ? Bucket.COUNT : LANES);
    books = new TestBooks(database);
    vault = new Vault(new TestRoot(), new Database(vaultSource), clock, CipherSuite.AES_256_GCM);
    lanes = apart ? Lanes.apart(database, () -> {}) : Lanes.of(database, () -> {});
    persons = new Persons(new Database(vaultSource), vault.index(), vault.fields(), clock);
    stored = new PaymentOrders(persons);
    orders = new Orders(database, lanes, stored, persons, clock, random);
    merchants = new Merchants(database, clock);
    users = new Users(persons, vault.fields());
    cards = new Cards(vault.fields());
    var wallet =
        new Institutions(
            database,
            stored,
            new WalletInstitution(database, cards, bank, clock),
            Map.of(
                "SECOND", second,
                "THIRD", third),
            clock);
    contradictions = new Contradictions(database, wallet, clock);
    outcomes = new Outcomes(database, lanes, stored, attempts, contradictions, clock);
    payments = new Payments(database, stored, merchants, wallet, outcomes, clock);
    resolver = new Resolver(database, stored, merchants, wallet, attempts, outcomes, clock);
    refunds = new Refunds(database, lanes, stored, merchants, wallet, clock, random);
    choices = TestWays.choices(this, wallet);
    notices = new Notices(vault.fields());
    holds = new Holds(database, lanes, clock);
    holdExpiry = new HoldExpiry(lanes, holds, clock);
    mandates = new Mandates(persons, allowances, outbox, lanes, clock, random);
    directDebits = new DirectDebits(lanes, orders, stored, persons, merchants, wallet, clock);
    passwordFree = TestWays.passwordFree(this, new Database(vaultSource));
  }

  /** The payment chatbot over these parts; it rings {@code bell} when it has something to say. */
  public PaymentChatbot chatbot(Bell bell) {
    return new PaymentChatbot(database, stored, persons, bell, clock);
  }

  /** Another way to the database of {@code source}. */
  private static HikariDataSource pool(HikariDataSource source, int most) {
    var config = new HikariConfig();
    config.setDataSource(source.getDataSource());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** Another node on the same database, with a clock and a bank of its own. */
  public TestPlatform another() {
    return new TestPlatform(pool(source, 40), APART);
  }

  @Override
  public void close() {
    lanes.close();
    vaultSource.close();
    source.close();
  }

  /** A merchant who may use the web page, is called {@code 海风咖啡} and owns nothing yet. */
  public Merchant merchant(String id) {
    return merchant(id, false);
  }

  /** A merchant who shares the lane of {@code user}. */
  public Merchant merchantBeside(User user) {
    int lane = database.lane(user.id().bucket());
    return IntStream.range(100_001, 200_000)
        .mapToObj(number -> "M" + number)
        .filter(id -> database.lane(new MerchantId(id).bucket()) == lane)
        .findFirst()
        .map(this::merchant)
        .orElseThrow();
  }

  public Merchant merchant(String id, boolean suspended) {
    return Parties.merchant(this, id, suspended);
  }

  /** A user with {@code fen} on his balance. */
  public User user(String mobile, long fen) {
    return Parties.user(this, UserId.random(random), mobile, fen);
  }

  /** A debit card of {@code user}; the answer is the method that pays with it. */
  public String card(User user) {
    return Parties.card(this, user, "card-" + NUMBERS.incrementAndGet());
  }

  /** A wish of {@code merchant} for {@code fen}, payable for half an hour. */
  public static PlaceOrder wish(Merchant merchant, String number, long fen) {
    return wish(merchant, number, fen, null);
  }

  public static PlaceOrder wish(
      Merchant merchant, String number, long fen, @Nullable String refundNotifyUrl) {
    return Wishes.order(merchant, number, fen, refundNotifyUrl);
  }

  /** The same for {@code AGGREGATE}, whose payer chooses an institution. */
  public PaymentOrder aggregate(Merchant merchant, long fen) {
    var wish = wish(merchant, "A" + NUMBERS.incrementAndGet(), fen);
    if (place(Wishes.aggregate(wish)) instanceof Placed(var order)) {
      return order;
    }
    throw new AssertionError("a new number is placed");
  }

  public Placement place(PlaceOrder wish) {
    return orders.place(wish);
  }

  /** A new order of {@code merchant} for {@code fen}, under a number of its own. */
  public PaymentOrder order(Merchant merchant, long fen) {
    var number = "T" + NUMBERS.incrementAndGet();
    if (place(wish(merchant, number, fen)) instanceof Placed(var order)) {
      return order;
    }
    throw new AssertionError("a new number is placed");
  }

  /** An order that {@code payer} has paid. */
  public PaymentOrder paid(Merchant merchant, long fen, User payer, String method) {
    var order = order(merchant, fen);
    if (pay(order, payer, method) instanceof PaymentOutcome.Paid) {
      return read(order);
    }
    throw new AssertionError("it was to be paid");
  }

  public PaymentOutcome pay(PaymentOrder order, User payer, String method) {
    var leave = TestLeave.to(payer.id(), order.wish().amount(), order.payOrderNo().value());
    return payments.pay(order.payOrderNo(), method, leave);
  }

  /** Runs {@code decision} as a lane's writer does. */
  public <T> T submit(Decision<T> decision) {
    return lanes.of(new Bucket(0)).submit(decision);
  }

  /** A mandate of {@code payer} with {@code merchant}, signed just now. */
  public Mandate mandate(Merchant merchant, User payer, Limits limits, String method) {
    var number = "S" + NUMBERS.incrementAndGet();
    var wish = Wishes.mandate(merchant, number, payer, limits);
    var asked = submit(tx -> mandates.ask(tx, wish, clock.instant()));
    if (asked instanceof Asking.Asked(var mandate)
        && mandates.sign(mandate.no(), payer.id(), method) instanceof Changing.Done(var signed)) {
      return signed;
    }
    throw new AssertionError("it was to be signed");
  }

  /** A refund of {@code fen}; {@code number} is the merchant's own, if it has one. */
  public Refunding refund(PaymentOrder order, long fen, @Nullable String number) {
    var wish = order.wish();
    return refunds.request(
        new RefundWish(
            wish.merchant(),
            wish.merchantOrderNo(),
            wish.orderDate(),
            new Money(fen),
            wish.mobile(),
            number));
  }

  public PaymentOrder read(PayOrderNo no) {
    return database.read(tx -> stored.find(tx, no)).orElseThrow();
  }

  public PaymentOrder read(PaymentOrder order) {
    return read(order.payOrderNo());
  }

  /** Brings what is on its way between lanes, as the scheduled job does. */
  public void settle() {
    int most = 100;
    while (outcomes.arrivals().run() > 0) {
      if (--most == 0) {
        throw new AssertionError("what is in transit arrives");
      }
    }
  }

  /** What {@code account} holds when nothing is in transit, in fen. */
  public long balance(AccountId account) {
    settle();
    return database.read(tx -> ledger.balance(tx, account)).fen();
  }

  /** Money that changes hands outside of what is tested. */
  public void move(AccountId from, AccountId to, long fen) {
    var subject = "move-" + NUMBERS.incrementAndGet();
    var movement = new Movement(subject, "1", from, to, new Money(fen), Purpose.PAYMENT);
    database.run(tx -> ledger.post(tx, List.of(movement), clock.instant()));
  }

  /** What lies at the bank according to the books, in fen. */
  public long reserve() {
    return -number("SELECT coalesce(sum(balance), 0) FROM account WHERE kind = 'BANK_RESERVE'");
  }

  /** The one number that {@code query} answers. */
  public long number(String query) {
    return books.number(query);
  }

  public void sql(String change) {
    books.sql(change);
  }

  /** Facts of {@code kind} that nobody took yet. */
  public long facts(Fact.Kind kind) {
    return number("SELECT count(*) FROM outbox WHERE kind = '" + kind + "'");
  }

  /** Every promise of the ledger that is broken; none is right. */
  public List<LedgerCheck.Finding> broken() {
    settle();
    if (number("SELECT count(*) FROM transit") != 0) {
      throw new AssertionError("nothing is in transit when idle");
    }
    return books.broken(clock.instant());
  }
}
