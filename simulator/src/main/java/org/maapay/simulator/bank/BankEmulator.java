package org.maapay.simulator.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.maapay.messaging.Bytes;
import org.maapay.signature.FieldLines;
import org.maapay.simulator.bank.BankFaults.Fate;
import org.maapay.simulator.bank.Movement.Direction;
import org.maapay.simulator.bank.Movements.Wish;
import org.maapay.simulator.http.HttpListener;
import org.maapay.simulator.http.Reply;
import org.maapay.simulator.http.Reply.Streamed;
import org.maapay.simulator.http.Reply.Whole;
import org.maapay.simulator.http.Request;
import org.maapay.simulator.store.Database;
import org.maapay.simulator.wire.Exchange;
import org.maapay.simulator.wire.Exchange.Got;
import org.maapay.simulator.wire.Exchange.Hop;
import org.maapay.simulator.wire.Exchange.Link;
import org.maapay.simulator.wire.Exchange.Sent;
import org.maapay.simulator.wire.WireLog;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clearing house (网联/银联-shaped) on its port. Its state is in the database and survives a
 * restart; {@code POST /faults} makes the next calls fail, {@code GET /accounts} shows the
 * balances.
 */
public final class BankEmulator implements AutoCloseable {
  private static final int LARGEST_BODY = 16 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern CALL = Pattern.compile("/clearing/v1/(debits|credits)(/query)?");
  private static final Pattern AGREEMENT = Pattern.compile("(\"agreementNo\":\")[^\"]*");

  private final HouseSignatures signatures;
  private final Movements movements;
  private final WireLog log;
  private final InstantSource clock;
  private final BankFaults faults = new BankFaults();
  private final HttpListener listener;

  private BankEmulator(BankConfig config, Movements movements, WireLog log, InstantSource clock)
      throws IOException {
    this.signatures = new HouseSignatures(config, clock);
    this.movements = movements;
    this.log = log;
    this.clock = clock;
    this.listener = HttpListener.start(config.address(), LARGEST_BODY, this::handle);
  }

  /** Opens the house over what {@code database} holds already. */
  public static BankEmulator start(
      BankConfig config, Database database, WireLog log, InstantSource clock)
      throws IOException, SQLException {
    return new BankEmulator(config, new Movements(database, config.accounts()), log, clock);
  }

  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }

  private Reply handle(Request request) {
    if (request.is("POST", "/faults")) {
      return json(request.body().toArray())
          .map(wish -> {
            faults.change(wish);
            return Reply.empty(204);
          })
          .orElse(Reply.problem(400, "faults-invalid", "The faults must be a JSON object."));
    } else if (request.is("GET", "/accounts")) {
      return Reply.json(200, balances());
    }
    var began = clock.instant();
    var reply = call(request);
    record(request, reply, Duration.between(began, clock.instant()));
    return reply;
  }

  private Reply call(Request request) {
    var described = described(request);
    var body = request.body().toArray();
    var call = request.match(CALL);
    if (call.isEmpty() || !request.method().equals("POST")) {
      return signed(described, 404, problem("path-unknown"));
    }
    var refusal = signatures.refusal(described, body);
    if (refusal.isPresent()) {
      return signed(described, 401, problem(refusal.get().code()));
    }
    var direction =
        call.get().group(1).equals(Direction.DEBIT.path()) ? Direction.DEBIT : Direction.CREDIT;
    var wish = json(body);
    if (wish.isEmpty()
        || !wish.get().path(direction.numberName()).asString("").matches("\\S{1,64}")) {
      return signed(described, 400, problem("fields-invalid"));
    }
    try {
      return call.get().group(2) == null
          ? booked(described, direction, wish.get())
          : signed(described, 200, found(direction, wish.get()));
    } catch (SQLException failure) {
      throw new IllegalStateException("the bank's database failed", failure);
    }
  }

  private Reply booked(org.maapay.signature.Request described, Direction direction, JsonNode wish)
      throws SQLException {
    var asked =
        new Wish(
            direction,
            wish.path(direction.numberName()).asString(),
            wish.path("agreementNo").asString(""),
            wish.path("amountFen").asLong(0));
    if (asked.agreementNo().isEmpty() || asked.amountFen() < 1) {
      return signed(described, 400, problem("fields-invalid"));
    }
    Fate fate = faults.next();
    if (fate.dropBefore()) {
      return dropped();
    }
    var movement =
        movements.book(
            asked, fate.decline() ? "CARD_REFUSED" : null, clock.instant().plus(fate.processing()));
    return fate.dropAfter() ? dropped() : signed(described, 200, movement.json(clock.instant()));
  }

  private ObjectNode found(Direction direction, JsonNode question) throws SQLException {
    var number = question.path(direction.numberName()).asString();
    Instant now = clock.instant();
    if (question.path("fence").asBoolean(false) && movements.fence(direction, number, now)) {
      return Movement.unknown(direction, number);
    }
    return movements
        .find(direction, number)
        .map(movement -> movement.json(now))
        .orElseGet(() -> Movement.unknown(direction, number));
  }

  private tools.jackson.databind.node.ArrayNode balances() {
    try {
      return movements.balances();
    } catch (SQLException failure) {
      throw new IllegalStateException("the bank's database failed", failure);
    }
  }

  /** The connection breaks in the middle of an answer. */
  private static Reply dropped() {
    return new Streamed(
        200,
        Map.of(),
        out -> {
          throw new IOException("dropped on purpose");
        });
  }

  private Whole signed(org.maapay.signature.Request described, int status, ObjectNode answer) {
    var body = answer.toString().getBytes(UTF_8);
    var headers = new LinkedHashMap<>(signatures.headers(described, status, body));
    headers.put("content-type", "application/json");
    return new Whole(status, headers, Bytes.of(body));
  }

  private static ObjectNode problem(String code) {
    return JsonNodeFactory.instance.objectNode().put("code", code);
  }

  private static org.maapay.signature.Request described(Request request) {
    return org.maapay.signature.Request.received(
        request.method(),
        "http",
        request.header("host").orElse(""),
        request.target(),
        FieldLines.of(request.headers()));
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private void record(Request request, Reply reply, Duration took) {
    var got =
        reply instanceof Whole whole
            ? new Got(whole.status(), whole.headers(), new String(whole.body().toArray(), UTF_8))
            : Got.nothing("dropped on purpose");
    var sent =
        new Sent(
            request.method(),
            "http://" + request.header("host").orElse("") + request.target(),
            Exchange.joined(request.headers()),
            AGREEMENT.matcher(request.text()).replaceAll("$1****"));
    log.add(Exchange.of(new Hop(Link.BANK, "MaaPay", "清算机构"), sent, got), took);
  }
}
