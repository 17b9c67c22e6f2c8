package org.maapay.server.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maapay.database.Migrations;
import org.maapay.keys.FileRootKey;
import org.maapay.keys.signing.PlatformKey.Use;
import org.maapay.messaging.routing.NumberLookup;
import org.maapay.server.Clocks;
import org.maapay.server.ConnectionPool;
import org.maapay.server.Node;
import org.maapay.server.Pools;
import org.maapay.server.ServerApplication;
import org.maapay.signature.SignatureAlgorithm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's second MaaPay, started by the demo; it ends with its input. */
@Command(
    name = "demo-institution",
    hidden = true,
    description = "The second institution of a demo, which starts it by itself.")
public final class DemoInstitutionCommand implements Callable<Integer> {
  private static final int CONNECTIONS = 12;
  private static final int BACKGROUND = 4;

  @Option(names = "--port", required = true, description = "The demo's first port.")
  private int port;

  @Option(names = "--data", required = true, description = "The demo's folder.")
  private @Nullable Path data;

  @Override
  public Integer call() throws IOException {
    if (data == null) {
      return 2;
    }
    var running = new Running();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
    start(data, new DemoPorts(port), running);
    while (System.in.read() >= 0) {} // Ends when whoever started it has ended.
    running.close();
    return 0;
  }

  private static void start(Path folder, DemoPorts ports, Running running) throws IOException {
    var state = DemoState.open(folder.resolve("state.json"));
    var url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + SecondMaaPay.DATABASE;
    var settings = DemoSettings.second(ports, url);
    var source = running.keep(Pools.open("second", settings.database(), CONNECTIONS));
    var vaultSource = running.keep(Pools.open("second-vault", settings.database(), CONNECTIONS));
    var background =
        running.keep(Pools.openBackground("second-background", settings.database(), BACKGROUND));
    Migrations.apply(source);
    var clock = new DemoClock(InstantSource.system(), folder.resolve("second-clock"));
    clock.follow(new DemoClock(InstantSource.system(), folder.resolve("clock")));
    var base =
        new Node.Base(
            settings,
            source,
            vaultSource,
            background,
            FileRootKey.openOrCreate(folder.resolve("second.key")),
            new Clocks(clock, InstantSource.system()),
            _ -> NumberLookup.NONE,
            Node.Exchanges.UNSEEN);
    var user = new DemoCall(URI.create(DemoPorts.byAddress(ports.handset())));
    var node =
        running.keep(
            new Node(
                base,
                Demo.bank(state, ports),
                made -> new Sandbox(made, clock, user, null).routes()));
    var seeds = new DemoData(node, clock);
    state.users().forEach(seeds::open);
    var keyId = admit(folder, state, seeds);
    running.keep(ServerApplication.open(settings, node));
    node.start();
    running.keep(() -> List.of(source, vaultSource, background).forEach(ConnectionPool::hurry));
    Files.createDirectories(folder);
    new SecondMaaPay.Told(
            DemoPorts.byAddress(ports.secondInterface()),
            DemoAggregator.open(folder).merchantId(),
            keyId,
            node.keys().current(Use.ROOT, SignatureAlgorithm.ED25519).publicPem(),
            node.keys().current(Use.KEYPAD, SignatureAlgorithm.ED25519).publicPem())
        .write(SecondMaaPay.file(folder));
  }

  /** The aggregator comes in the name of any of its merchants. */
  private static String admit(Path folder, DemoState state, DemoData seeds) throws IOException {
    var aggregator = DemoAggregator.open(folder);
    if (!aggregator.keyId().isEmpty()) {
      return aggregator.keyId();
    }
    Set<String> names = new HashSet<>();
    state
        .merchants()
        .forEach(merchant -> {
          names.add(merchant.name());
          names.add(merchant.name() + "（体验店）");
        });
    var admitted = seeds.admit(aggregator, names);
    DemoAggregator.keep(folder, admitted);
    return admitted.keyId();
  }
}
