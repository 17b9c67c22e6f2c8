package org.maapay.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.maapay.background.BackgroundLoop;
import org.maapay.background.Bell;
import org.maapay.bank.Bank;
import org.maapay.database.Database;
import org.maapay.database.Months;
import org.maapay.edge.http.Nonces;
import org.maapay.edge.http.Route;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.kernel.Bucket;
import org.maapay.kernel.BusinessDay;
import org.maapay.kernel.PayOrderNo;
import org.maapay.keypad.Keypads;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.RootKey;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.merchant.Exchange;
import org.maapay.messaging.Chatbot;
import org.maapay.messaging.routing.NumberLookup;
import org.maapay.notification.HttpNoticeTransport;
import org.maapay.notification.Notice;
import org.maapay.notification.NoticeLoop;
import org.maapay.notification.NoticeRelay;
import org.maapay.notification.NoticeSender;
import org.maapay.server.web.Sites;
import org.maapay.signature.MessageSigner;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Signer;

/** One running server: the platform, its interfaces, what runs behind them; in order of life. */
public final class Node implements AutoCloseable {
  private static final int LANES = 1;

  private final Clocks clocks;
  private final Platform platform;
  private final PartyKeys parties;
  private final PlatformKeys keys;
  private final Nonces nonces;
  private final InteractionLog log;
  private final HttpNoticeTransport transport;
  private final Bell committed = new Bell();
  private final NoticeSender sender;
  private final NoticeLoop notices;
  private final BackgroundLoop requests;
  private final Messaging messaging;
  private final Jobs jobs;
  private final Sites sites;

  /**
   * What a node is made of.
   *
   * @param source connections for everything but the vault
   * @param vaultSource connections of the vault's own
   * @param backgroundSource connections for work that nobody waits for
   * @param lookups finds who knows which operator serves a number, of the chatbot's accounts
   * @param exchanges sees what is exchanged with institutions outside
   */
  public record Base(
      ServerSettings settings,
      DataSource source,
      DataSource vaultSource,
      DataSource backgroundSource,
      RootKey root,
      Clocks clocks,
      Function<List<Chatbot>, NumberLookup> lookups,
      Exchanges exchanges) {}

  /** Sees what is exchanged with institutions outside, masked; who hears it must not wait. */
  public interface Exchanges {
    Exchanges UNSEEN = (_, _, _) -> {};

    /**
     * Hears of one exchange after it.
     *
     * @param institution the institution's name
     * @param order our order that it is about; empty if none
     */
    void seen(String institution, Optional<PayOrderNo> order, Exchange exchange);
  }

  /**
   * Puts a node together; {@link #start} sets it going.
   *
   * @param bank made from the platform's clock and settings
   * @param more routes of the merchant listener that only the demo has
   */
  public Node(Base base, Bank bank, Function<Node, List<Route>> more) {
    this.clocks = base.clocks();
    int lanes = base.settings().database().citus() ? Bucket.COUNT : LANES;
    var database = new Database(base.source(), lanes);
    var vaultDatabase = new Database(base.vaultSource(), lanes);
    var vault = new Vault(base.root(), vaultDatabase, clocks.business(), CipherSuite.AES_256_GCM);
    this.parties = new PartyKeys(database, clocks.wall());
    this.keys = new PlatformKeys(vault, database, clocks.wall());
    this.nonces = new Nonces(database, clocks.wall());
    var background = new Database(base.backgroundSource(), lanes);
    this.log = new InteractionLog(background);
    var keypads = new Keypads(vault, vaultDatabase, keys::keypad, clocks.business(), List.of());
    var connections =
        new Connections(base.settings().institutions(), log, base.exchanges(), clocks);
    this.platform =
        new Platform(
            new Ground(
                database,
                vaultDatabase,
                vault,
                keypads,
                bank,
                connections.all(),
                base.settings().isInstitution() ? base.settings().cashier() : null,
                base.settings().institution(),
                clocks,
                base.settings().database().citus()),
            committed::ring);
    connections.orders(platform.choices()::amountOf);
    this.transport =
        new HttpNoticeTransport(
            platform.merchants(),
            new MessageSigner(SignatureRules.NOTICE, clocks.wall()),
            this::signer);
    this.sender =
        new NoticeSender(background, platform.notices(), transport, committed, clocks.business());
    platform.tellBy(sender);
    this.notices = notices(background);
    database.run(tx -> Months.make(tx, BusinessDay.of(clocks.business().instant()).date()));
    this.requests =
        new BackgroundLoop(
            "request-counts",
            () -> {
              platform.requests().share(background);
              return 0;
            },
            new Bell(),
            Duration.ofSeconds(1));
    this.messaging =
        new Messaging(platform, base.settings().operators(), base.lookups(), clocks, log);
    this.jobs =
        new Jobs(base.source(), platform, new Jobs.Leftovers(nonces, messaging), clocks.business());
    var guards = new Edges.Guards(parties, keys, nonces, log);
    this.sites =
        new Edges(platform, messaging, base.settings(), guards, clocks).sites(more.apply(this));
  }

  public Platform platform() {
    return platform;
  }

  public PartyKeys parties() {
    return parties;
  }

  public PlatformKeys keys() {
    return keys;
  }

  public InteractionLog log() {
    return log;
  }

  /** Has callbacks leave that became due by what somebody else wrote. */
  public void wakeNotices() {
    notices.look();
  }

  Clocks clocks() {
    return clocks;
  }

  /** What each port serves. */
  public Sites sites() {
    return sites;
  }

  /** Begins the scheduled work, and makes in the background what the first callers need. */
  public void start() {
    jobs.start();
    notices.start();
    requests.start();
    messaging.start();
    Thread.ofPlatform().name("first-keys").daemon().start(keys::published);
  }

  /** Stops: no new work, then what runs is finished. */
  @Override
  public void close() throws IOException {
    jobs.close();
    notices.close();
    requests.close();
    sender.close();
    messaging.close();
    platform.close();
    transport.close();
    log.close();
  }

  private NoticeLoop notices(Database database) {
    var relay =
        new NoticeRelay(
            database,
            platform.outbox(),
            platform.stored(),
            platform.refunds(),
            platform.mandates(),
            platform.notices(),
            platform.chatbot(),
            platform.choices(),
            clocks.business());
    return new NoticeLoop(relay, sender, committed);
  }

  /** The platform's key in the algorithm of the merchant's newest key that counts. */
  private Signer signer(Notice notice) {
    var algorithm = parties.algorithm(notice.merchant().value()).orElse(SignatureAlgorithm.ED25519);
    return keys.signer(algorithm);
  }
}
