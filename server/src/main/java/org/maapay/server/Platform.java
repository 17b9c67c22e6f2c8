package org.maapay.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.maapay.aggregate.Choices;
import org.maapay.aggregate.Institutions;
import org.maapay.aggregate.Offers;
import org.maapay.aggregate.Offers.Connected;
import org.maapay.authorization.Authorization;
import org.maapay.background.Bell;
import org.maapay.card.Cards;
import org.maapay.chatbot.Confirmations;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Database;
import org.maapay.device.Devices;
import org.maapay.device.webauthn.WebAuthn;
import org.maapay.kernel.MobileNumber;
import org.maapay.keypad.Keypads;
import org.maapay.keys.Vault;
import org.maapay.ledger.Ledger;
import org.maapay.ledger.hold.HoldExpiry;
import org.maapay.ledger.hold.Holds;
import org.maapay.ledger.statement.ReserveWatch;
import org.maapay.mandate.Allowances;
import org.maapay.mandate.MandateUses;
import org.maapay.mandate.Mandates;
import org.maapay.mandate.Verdicts;
import org.maapay.merchant.Merchants;
import org.maapay.mode.NativeSdk;
import org.maapay.mode.PasswordFree;
import org.maapay.mode.PaymentMode;
import org.maapay.mode.SdkTokens;
import org.maapay.mode.Webview;
import org.maapay.notification.Notices;
import org.maapay.order.Orders;
import org.maapay.order.PaymentOrders;
import org.maapay.outbox.Outbox;
import org.maapay.payment.Contradictions;
import org.maapay.payment.DirectDebits;
import org.maapay.payment.Outcomes;
import org.maapay.payment.OutsideAttempts;
import org.maapay.payment.PaymentAttempts;
import org.maapay.payment.Payments;
import org.maapay.payment.Resolver;
import org.maapay.payment.Teller;
import org.maapay.posting.Lanes;
import org.maapay.refund.Refunds;
import org.maapay.risk.PaymentRequests;
import org.maapay.risk.RequestBlocks;
import org.maapay.user.Persons;
import org.maapay.user.Users;
import org.maapay.wallet.WalletInstitution;

/** The platform put together: every business part once, none of them knowing how. */
public final class Platform implements AutoCloseable {
  /** What merchants call the built-in institution. */
  static final String BUILT_IN_CODE = "MAAPAY";

  private final Database database;
  private final Vault vault;
  private final Lanes lanes;
  private final Ledger ledger = new Ledger();
  private final Outbox outbox = new Outbox();
  private final PaymentOrders stored;
  private final Orders orders;
  private final Merchants merchants;
  private final Users users;
  private final Cards cards;
  private final Contradictions contradictions;
  private final Outcomes outcomes;
  private final Payments payments;
  private final DirectDebits directDebits;
  private final Choices choices;
  private final PaymentAttempts attempts = new PaymentAttempts();
  private final Resolver resolver;
  private final Refunds refunds;
  private final Holds holds;
  private final HoldExpiry holdExpiry;
  private final ReserveWatch reserveWatch;
  private final Notices notices;
  private final Keypads keypads;
  private final Allowances allowances = new Allowances();
  private final Mandates mandates;
  private final Authorization authorization;
  private final PasswordFree passwordFree;
  private final Persons persons;
  private final RequestBlocks blocks = new RequestBlocks();
  private final PaymentRequests requests;
  private final Devices devices;
  private final SdkTokens sdkTokens;
  private final PaymentMode webview;
  private final NativeSdk nativeSdk;
  private final Bell bell = new Bell();
  private final Confirmations confirmations;
  private final PaymentChatbot chatbot;
  private final InstantSource clock;

  /**
   * @param committed called after each commit of money, from the lane's thread
   */
  public Platform(Ground ground, Runnable committed) {
    this.clock = ground.clocks().business();
    this.keypads = ground.keypads();
    RandomGenerator random = new SecureRandom();
    this.database = ground.database();
    this.vault = ground.vault();
    this.lanes = ground.citus() ? Lanes.apart(database, committed) : Lanes.of(database, committed);
    this.persons =
        new Persons(ground.vaultDatabase(), vault.index(), vault.fields(), ground.clocks().wall());
    this.stored = new PaymentOrders(persons);
    this.orders = new Orders(database, lanes, stored, persons, clock, random);
    this.merchants = new Merchants(database, clock);
    this.users = new Users(persons, vault.fields());
    this.cards = new Cards(vault.fields());
    var outside = ground.outside();
    var wallet =
        new Institutions(
            database,
            stored,
            new WalletInstitution(database, cards, ground.bank(), clock),
            outside.stream()
                .collect(Collectors.toMap(one -> one.offer().code(), Connected::institution)),
            clock);
    this.contradictions = new Contradictions(database, wallet, clock);
    this.outcomes = new Outcomes(database, lanes, stored, attempts, contradictions, clock);
    this.payments = new Payments(database, stored, merchants, wallet, outcomes, clock);
    this.resolver = new Resolver(database, stored, merchants, wallet, attempts, outcomes, clock);
    this.refunds = new Refunds(database, lanes, stored, merchants, wallet, clock, random);
    this.choices =
        new Choices(
            new Choices.Books(
                database,
                stored,
                orders,
                merchants,
                new OutsideAttempts(database, stored, merchants, outcomes, clock)),
            new Offers(ground.builtIn(), this::holdsAccount, outside),
            wallet,
            clock);
    this.holds = new Holds(database, lanes, clock);
    this.holdExpiry = new HoldExpiry(lanes, holds, clock);
    this.reserveWatch = new ReserveWatch(database, clock);
    this.directDebits = new DirectDebits(lanes, orders, stored, persons, merchants, wallet, clock);
    this.notices = new Notices(vault.fields());
    var cashier = ground.page();
    var webAuthn = new WebAuthn(cashier.origin(), cashier.frameAncestors());
    this.devices = new Devices(database, vault.records("device-enrolment"), webAuthn, clock);
    this.sdkTokens = new SdkTokens(database, stored, vault.sdkReferences(), clock);
    this.webview = new Webview(cashier.origin(), vault.pageReferences());
    this.nativeSdk = new NativeSdk(cashier.origin(), sdkTokens);
    this.confirmations =
        new Confirmations(database, stored, vault.chatbotReferences(), cashier.origin(), clock);
    this.chatbot = new PaymentChatbot(database, stored, persons, bell, clock);
    this.requests = new PaymentRequests(database, blocks, clock);
    this.mandates = new Mandates(persons, allowances, outbox, lanes, clock, random);
    this.authorization = new Authorization(keypads, vault.pins(), devices, allowances, clock);
    this.passwordFree =
        new PasswordFree(
            database,
            lanes,
            new PasswordFree.Books(orders, stored, users, new MandateUses(), new Verdicts()),
            new PasswordFree.Ways(authorization, directDebits, payments),
            clock);
  }

  public Database database() {
    return database;
  }

  public Vault vault() {
    return vault;
  }

  public Lanes lanes() {
    return lanes;
  }

  /** Has {@code teller} tell merchants of what is paid here from a balance. */
  void tellBy(Teller teller) {
    payments.tellBy(teller);
    directDebits.tellBy(teller);
  }

  public DirectDebits directDebits() {
    return directDebits;
  }

  /** How many requests merchants may send to payers. */
  PaymentRequests requests() {
    return requests;
  }

  /** What payers of aggregate orders choose. */
  public Choices choices() {
    return choices;
  }

  private boolean holdsAccount(MobileNumber mobile) {
    return database.read(tx -> users.idOf(tx, mobile)).isPresent();
  }

  public Contradictions contradictions() {
    return contradictions;
  }

  public Outcomes outcomes() {
    return outcomes;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Outbox outbox() {
    return outbox;
  }

  public PaymentOrders stored() {
    return stored;
  }

  public Orders orders() {
    return orders;
  }

  public Merchants merchants() {
    return merchants;
  }

  public Users users() {
    return users;
  }

  public Cards cards() {
    return cards;
  }

  public Payments payments() {
    return payments;
  }

  public PaymentAttempts attempts() {
    return attempts;
  }

  public Resolver resolver() {
    return resolver;
  }

  public Refunds refunds() {
    return refunds;
  }

  public Keypads keypads() {
    return keypads;
  }

  public Devices devices() {
    return devices;
  }

  /** How payers are led to the page. */
  public PaymentMode webview() {
    return webview;
  }

  /** How payers' SDKs are started. */
  public NativeSdk nativeSdk() {
    return nativeSdk;
  }

  /** The payment chatbot: what it has to say. */
  public PaymentChatbot chatbot() {
    return chatbot;
  }

  /** What stands behind the buttons of its cards. */
  public Confirmations confirmations() {
    return confirmations;
  }

  /** Rung when a message waits. */
  Bell bell() {
    return bell;
  }

  Persons persons() {
    return persons;
  }

  Allowances allowances() {
    return allowances;
  }

  Authorization authorization() {
    return authorization;
  }

  RequestBlocks blocks() {
    return blocks;
  }

  SdkTokens sdkTokens() {
    return sdkTokens;
  }

  InstantSource clock() {
    return clock;
  }

  public Holds holds() {
    return holds;
  }

  HoldExpiry holdExpiry() {
    return holdExpiry;
  }

  ReserveWatch reserveWatch() {
    return reserveWatch;
  }

  public Mandates mandates() {
    return mandates;
  }

  public PasswordFree passwordFree() {
    return passwordFree;
  }

  public Notices notices() {
    return notices;
  }

  /** Finishes the commits that wait. */
  @Override
  public void close() {
    lanes.close();
  }
}
