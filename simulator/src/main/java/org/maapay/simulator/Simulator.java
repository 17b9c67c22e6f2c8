package org.maapay.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.ChatbotAccount.Credentials;
import org.maapay.messaging.PhoneNumber;
import org.maapay.simulator.SimulatorConfig.OperatorPart;
import org.maapay.simulator.bank.BankEmulator;
import org.maapay.simulator.merchant.DemoMerchant;
import org.maapay.simulator.operator.Family;
import org.maapay.simulator.operator.Operator;
import org.maapay.simulator.operator.Profile;
import org.maapay.simulator.operator.RegisteredChatbot;
import org.maapay.simulator.operator.gsma.GsmaFamily;
import org.maapay.simulator.operator.jsonut.JsonFamily;
import org.maapay.simulator.operator.mobile.MobileFamily;
import org.maapay.simulator.operator.rbm.RbmFamily;
import org.maapay.simulator.smsc.Smsc;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.terminal.Handset;
import org.maapay.simulator.terminal.Handsets;
import org.maapay.simulator.terminal.Platform;
import org.maapay.simulator.terminal.TerminalServer;
import org.maapay.simulator.wire.WireLog;

/**
 * Everything outside the platform in one process: operators, handsets, demo merchants, bank, each
 * on a port of its own and each spoken to over the wire alone. It ends when its standard input
 * ends, so it never outlives the process that started it.
 */
public final class Simulator implements AutoCloseable {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  /** What every part of the simulated world shares. */
  public record World(
      SimulatorConfig config, Database database, WireLog wire, InstantSource clock) {
    /** An address of the machine the simulator is bound to. */
    public InetSocketAddress at(int port) throws IOException {
      return new InetSocketAddress(InetAddress.ofLiteral(config.bindAddress()), port);
    }
  }

  private Simulator() {}

  /** {@code --config FILE}. */
  public static void main(String[] arguments) throws IOException, SQLException {
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      System.err.println("usage: org.maapay.simulator.Simulator --config FILE");
      System.exit(2);
    }
    var config = SimulatorConfig.read(Path.of(arguments[1]));
    var simulator = start(config, InstantSource.system());
    System.out.println("ready: " + config);
    System.in.transferTo(OutputStream.nullOutputStream());
    simulator.close();
    System.exit(0);
  }

  /** Starts every part; the handsets answer last, so who can see them can use everything. */
  public static Simulator start(SimulatorConfig config, InstantSource clock)
      throws IOException, SQLException {
    var simulator = new Simulator();
    boolean started = false;
    try {
      var database = simulator.keep(Database.open(access(config), "simulator"));
      var wire = simulator.keep(new WireLog(database, clock));
      var world = new World(config, database, wire, clock);
      var handsets = new Handsets(phones(config), database, clock);
      var operators = simulator.startOperators(world, handsets);
      var sms = simulator.startSms(world, handsets);
      simulator.startBank(world);
      simulator.startMerchants(world);
      simulator.startTerminals(world, handsets, operators, sms);
      started = true;
      return simulator;
    } finally {
      if (!started) {
        simulator.close();
      }
    }
  }

  private static Database.Access access(SimulatorConfig config) {
    var part = config.database();
    return new Database.Access(part.url(), part.user(), part.password());
  }

  private static List<Handset> phones(SimulatorConfig config) {
    return config.handsets().stream()
        .map(part -> new Handset(PhoneNumber.parse(part.mobileNo()), part.operator()))
        .toList();
  }

  private Map<String, Operator> startOperators(World world, Handsets handsets)
      throws IOException, SQLException {
    var config = world.config();
    var operators = new LinkedHashMap<String, Operator>();
    for (var part : config.operators()) {
      var operator =
          Operator.start(
              new Operator.Setup(part.name(), family(part), chatbots(config, part)),
              world.at(config.ports().of(part.name())),
              new Operator.Surroundings(world.database(), world.wire(), handsets, world.clock()));
      operators.put(part.name(), keep(operator));
      ports.put(part.name(), operator.port());
    }
    return operators;
  }

  private @Nullable Smsc startSms(World world, Handsets handsets) throws IOException {
    var config = world.config();
    var part = config.sms();
    if (part == null) {
      return null;
    }
    var smsc =
        keep(
            Smsc.start(
                world.at(config.ports().of(Smsc.NAME)),
                new Smsc.Account(part.systemId(), part.password()),
                new Smsc.Surroundings(
                    handsets,
                    config.operators().stream().map(OperatorPart::name).toList(),
                    world.wire(),
                    world.clock())));
    ports.put(Smsc.NAME, smsc.port());
    return smsc;
  }

  private void startBank(World world) throws IOException, SQLException {
    var part = world.config().bank();
    if (part != null) {
      var address = world.at(world.config().ports().bank());
      keep(
          BankEmulator.start(
              Parties.bank(part, address), world.database(), world.wire(), world.clock()));
    }
  }

  /** Each shop has a schema and a port of its own, and its menu at every operator. */
  private void startMerchants(World world) throws IOException, SQLException {
    var config = world.config();
    for (var part : config.merchants()) {
      var database = keep(Database.open(access(config), part.schema()));
      var merchant =
          keep(
              DemoMerchant.start(
                  Parties.merchant(config, part, world.at(part.port())),
                  database,
                  world.wire(),
                  world.clock()));
      if (!merchant.publishMenu()) {
        throw new IllegalStateException("an operator refused the menu of " + part.name());
      }
    }
  }

  private void startTerminals(
      World world, Handsets handsets, Map<String, Operator> operators, @Nullable Smsc sms)
      throws IOException, SQLException {
    var config = world.config();
    var server =
        keep(
            TerminalServer.start(
                world.at(config.ports().handset()),
                handsets,
                new TerminalServer.Surroundings(
                    operators,
                    sms,
                    world.wire(),
                    platforms(config),
                    mediaOrigins(world, operators))));
    ports.put("handset", server.port());
  }

  private static Family family(OperatorPart part) {
    var profile = Profile.valueOf(part.profile().toUpperCase(Locale.ROOT));
    return switch (part.name()) {
      case "unicom", "telecom" -> new JsonFamily(profile);
      case "mobile" -> new MobileFamily(profile);
      case "gsma" -> new GsmaFamily(profile);
      case "rbm" -> new RbmFamily(profile);
      default -> throw new IllegalArgumentException("no such operator: " + part.name());
    };
  }

  private static List<RegisteredChatbot> chatbots(SimulatorConfig config, OperatorPart operator) {
    return config.chatbots().stream()
        .filter(part -> part.operator().equals(operator.name()))
        .map(part -> {
          var notifyUrl = part.notifyUrl();
          return new RegisteredChatbot(
              part.chatbotId(),
              part.name(),
              new Credentials(part.appId(), part.appKey(), part.token()),
              notifyUrl == null ? null : URI.create(notifyUrl));
        })
        .toList();
  }

  /** The platform that the merchants use, and institutions besides whose pages it leads to. */
  private static List<Platform> platforms(SimulatorConfig config) {
    var others = config.otherPlatforms();
    return Stream.concat(
            Stream.of(config.platform()), others == null ? Stream.empty() : others.stream())
        .map(Simulator::platform)
        .toList();
  }

  private static Platform platform(SimulatorConfig.PlatformPart part) {
    var keypadKey = part.keypadKeyPem();
    return new Platform(
        part.baseUrl(),
        part.cashierOrigin(),
        part.keypadOrigin(),
        keypadKey == null ? "" : keypadKey,
        Platform.client());
  }

  /** Cards show files that were uploaded to an operator, or that a merchant serves himself. */
  private static List<String> mediaOrigins(World world, Map<String, Operator> operators) {
    var host = "http://" + world.config().bindAddress() + ":";
    var ports =
        Stream.concat(
            operators.values().stream().map(Operator::port),
            world.config().merchants().stream().map(SimulatorConfig.MerchantPart::port));
    return ports.map(port -> host + port).toList();
  }

  /** The port of an operator, or of {@code handset}, as it is in use. */
  public int port(String part) {
    var port = ports.get(part);
    if (port == null) {
      throw new IllegalArgumentException("no such part: " + part);
    }
    return port;
  }

  private <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  /** Ends the parts in the reverse order of their start. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception failure) {
        System.err.println("a part did not end well: " + failure.getMessage());
      }
    }
  }
}
