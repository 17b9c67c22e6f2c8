package org.maapay.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.maapay.bank.Bank;
import org.maapay.database.Migrations;
import org.maapay.keys.FileRootKey;
import org.maapay.keys.signing.PlatformKey.Use;
import org.maapay.server.Banks;
import org.maapay.server.Clocks;
import org.maapay.server.ConnectionPool;
import org.maapay.server.EmbeddedDatabase;
import org.maapay.server.FreePort;
import org.maapay.server.Node;
import org.maapay.server.Pools;
import org.maapay.server.ServerApplication;
import org.maapay.signature.SignatureAlgorithm;

/** A running demo: PostgreSQL, the platform, and the simulator of everything outside. */
final class Demo {
  private static final String DATABASE = "maapay";
  private static final int CONNECTIONS = 24;
  private static final int BACKGROUND = 4;

  private final DemoPorts ports;
  private final DemoState state;
  private final Node node;
  private final Path usersFile;

  /**
   * What is wished for.
   *
   * @param second whether there is a second MaaPay, an institution in a process of its own
   * @param payers how many more users with money there should be, for benchmarks
   */
  record Wish(Path home, Path folder, DemoPorts ports, boolean second, int payers) {}

  /** Starts everything, the slow parts beside each other. */
  private Demo(Wish wish, Running running) throws IOException, InterruptedException {
    var folder = wish.folder();
    var file = folder.resolve("demo.json");
    this.usersFile = file;
    this.ports = wish.ports();
    FreePort.require(ports.merchantInterface());
    Files.deleteIfExists(file);
    var invented = DemoState.open(folder.resolve("state.json"));
    var postgres = running.keep(EmbeddedDatabase.start(folder, ports.postgres()));
    postgres.create(DATABASE);
    var second = wish.second() ? running.keep(SecondMaaPay.start(wish, postgres)) : null;
    var settings =
        DemoSettings.of(
            ports,
            postgres.url(DATABASE),
            invented.chatbots(),
            invented.smsPassword(),
            second == null ? null : second.admitted(wish.folder()));
    var source = running.keep(Pools.open("platform", settings.database(), CONNECTIONS));
    var vaultSource = running.keep(Pools.open("vault", settings.database(), CONNECTIONS));
    var background =
        running.keep(Pools.openBackground("background", settings.database(), BACKGROUND));
    Migrations.apply(source);
    var clock = new DemoClock(InstantSource.system(), folder.resolve("clock"));
    var clocks = new Clocks(clock, InstantSource.system());
    var root = FileRootKey.openOrCreate(folder.resolve("root.key"));
    var handset = URI.create(DemoPorts.byAddress(ports.handset()));
    var wire = running.keep(new InstitutionWire(handset));
    var base =
        new Node.Base(
            settings,
            source,
            vaultSource,
            background,
            root,
            clocks,
            _ -> invented.lookup(wish.payers()),
            wire::show);
    var user = new DemoCall(handset);
    var other =
        second == null
            ? null
            : new DemoCall(URI.create(DemoPorts.byAddress(ports.secondInterface())));
    this.node =
        running.keep(
            new Node(
                base,
                bank(invented, ports),
                made -> new Sandbox(made, clock, user, other).routes()));
    this.state = new DemoData(node, clock).seed(invented, folder.resolve("state.json"));
    var mandates = new DemoMandates(node.platform(), ports, clock);
    if (wish.payers() > 0) {
      var seed = Long.parseUnsignedLong(state.simulatorPassword(), 0, 16, 16);
      new DemoPayers(node.platform(), mandates.ofCrowd(state), clock, seed)
          .seed(wish.payers(), folder.resolve("payers.tsv"));
    }
    mandates.seed(state);
    new SimulatorSchemas(source).prepare(state.simulatorPassword());
    var config = folder.resolve("simulator.json");
    SimulatorFile.write(
        config,
        state,
        state.handsets(wish.payers()),
        ports,
        facts(),
        second == null ? null : new SimulatorFile.Second(second.keypadKeyPem()));
    var log = folder.resolve("simulator.log");
    var simulator =
        running.keep(SimulatorProcess.start(wish.home().resolve("simulator/target"), config, log));
    running.keep(ServerApplication.open(settings, node));
    node.start();
    simulator.await(URI.create(DemoPorts.byAddress(ports.handset()) + "/health"), log);
    DemoJson.write(
        file,
        new DemoJson.Facts(
            state,
            ports,
            facts(),
            wish.second(),
            someone -> DemoMandates.of(node.platform(), state, someone)));
    running.keep(() -> Files.deleteIfExists(file));
    running.keep(() -> List.of(source, vaultSource, background).forEach(ConnectionPool::hurry));
  }

  /** Starts a demo; {@code running} holds its parts and ends them, whenever that comes. */
  static Demo start(Wish wish, Running running) {
    try {
      return new Demo(wish, running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the demo was stopped while it started", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo did not start", e);
    }
  }

  /** What a newcomer is told. */
  String welcome() {
    var first = state.users().getFirst();
    return """

    MaaPay is ready. 已就绪。

      Handset  手机模拟器     %s
      Second handset 第二部手机 %s/?msisdn=%s
      Merchant review 退款审核  %s/review
      Merchant interface 商户接口 %s/v1

      Mobile 手机号 %s, payment password 支付密码 %s   (demo only; more users 更多用户: %s)
      Stop with Ctrl-C. 按 Ctrl-C 停止。
    """
        .formatted(
            DemoPorts.byAddress(ports.handset()),
            DemoPorts.byAddress(ports.handset()),
            state.users().get(1).mobileNo(),
            DemoPorts.byAddress(ports.merchant()),
            DemoPorts.byAddress(ports.merchantInterface()),
            first.mobileNo(),
            first.paymentPassword(),
            usersFile);
  }

  static Bank bank(DemoState state, DemoPorts ports) {
    var keys = state.bank();
    return Banks.clearing(
        URI.create(DemoPorts.byAddress(ports.bank())),
        new Banks.Keys(
            keys.clientKeyId(), keys.clientPrivateKeyPem(), keys.keyId(), keys.publicKeyPem()),
        InstantSource.system());
  }

  private SimulatorFile.PlatformFacts facts() {
    var sign = node.keys().current(Use.SIGN, SignatureAlgorithm.ED25519);
    return new SimulatorFile.PlatformFacts(
        sign.keyId(),
        sign.publicPem(),
        node.keys().current(Use.ROOT, SignatureAlgorithm.ED25519).publicPem(),
        node.keys().current(Use.KEYPAD, SignatureAlgorithm.ED25519).publicPem());
  }
}
