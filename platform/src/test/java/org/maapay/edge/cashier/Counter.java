package org.maapay.edge.cashier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.maapay.TestPlatform;
import org.maapay.authorization.Authorization;
import org.maapay.background.Bell;
import org.maapay.chatbot.Confirmations;
import org.maapay.chatbot.PaymentChatbot;
import org.maapay.database.Trips;
import org.maapay.device.Devices;
import org.maapay.device.webauthn.WebAuthn;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Caller;
import org.maapay.edge.http.Headers;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.Request;
import org.maapay.edge.http.Request.Target;
import org.maapay.edge.http.Route;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.kernel.Money;
import org.maapay.keypad.Keypads;
import org.maapay.keypad.TypedPassword;
import org.maapay.keys.signing.KeyPairText;
import org.maapay.keys.signing.Signatures;
import org.maapay.merchant.Merchant;
import org.maapay.mode.NativeSdk;
import org.maapay.mode.SdkTokens;
import org.maapay.order.PaymentOrder;
import org.maapay.order.PlaceOrder;
import org.maapay.order.Placement.Placed;
import org.maapay.order.TransactionType;
import org.maapay.risk.RequestBlocks;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.user.User;

/** The cashier's calls over a whole platform, without the network in between. */
final class Counter implements AutoCloseable {
  static final String PASSWORD = "274159";
  static final String ORIGIN = "http://localhost:8601";

  final TestPlatform platform = new TestPlatform();
  final Merchant merchant = platform.merchant("M2026000001");
  final User payer = platform.user(TestPlatform.PAYER.digits(), 100_00);
  final Devices devices =
      new Devices(
          platform.database,
          platform.vault.records("device-enrolment"),
          new WebAuthn(ORIGIN, List.of()),
          platform.clock);
  final NativeSdk sdk;
  final Confirmations confirmations =
      new Confirmations(
          platform.database,
          platform.stored,
          platform.vault.chatbotReferences(),
          ORIGIN,
          platform.clock);
  final PaymentChatbot chatbot = platform.chatbot(new Bell());

  private final Keypads keypads;
  private final List<Route> routes;
  private int number;

  Counter() {
    var key = KeyPairText.generate(SignatureAlgorithm.ED25519);
    var signer = Signatures.signer("PK", SignatureAlgorithm.ED25519, key.privatePem());
    keypads =
        new Keypads(platform.vault, platform.database, () -> signer, platform.clock, List.of());
    var tokens =
        new SdkTokens(
            platform.database, platform.stored, platform.vault.sdkReferences(), platform.clock);
    sdk = new NativeSdk(ORIGIN, tokens);
    var pins = platform.vault.pins();
    routes =
        CashierInterface.routes(
            new CashierInterface.Parts(
                new CashierInterface.Books(
                    platform.database,
                    new Trips(platform.database),
                    platform.stored,
                    platform.attempts,
                    platform.users,
                    platform.cards),
                platform.ledger,
                platform.vault,
                keypads,
                new Authorization(keypads, pins, devices, platform.allowances, platform.clock),
                devices,
                tokens,
                new CashierInterface.Chat(confirmations, chatbot),
                platform.payments,
                new CashierInterface.Requests(
                    platform.lanes, platform.orders, new RequestBlocks(), platform.persons),
                new CashierInterface.Settings("http://localhost:8602", null),
                platform.clock));
    var _ = pins.set(payer.id(), PASSWORD.getBytes(US_ASCII), Optional.empty());
  }

  /** What a call was answered: the code of a problem, or nothing, and the members. */
  record Said(String code, Json.Obj json) {
    String text(String name) {
      return json.get(name) instanceof Json.Text(var value) ? value : "";
    }

    Said object(String name) {
      return new Said(code, json.get(name) instanceof Json.Obj inner ? inner : Json.Obj.EMPTY);
    }

    boolean has(String name) {
      return json.get(name) != null;
    }
  }

  PaymentOrder order(long fen) {
    return order(fen, TransactionType.NATIVE);
  }

  PaymentOrder order(long fen, TransactionType type) {
    var plain = TestPlatform.wish(merchant, "N" + ++number, fen);
    var wish =
        new PlaceOrder(
            plain.merchant(),
            plain.merchantOrderNo(),
            plain.merchantName(),
            plain.orderDate(),
            new Money(fen),
            plain.mobile(),
            type,
            plain.businessType(),
            plain.goods(),
            plain.terms());
    if (platform.place(wish) instanceof Placed(var order)) {
      return order;
    }
    throw new AssertionError("a new number is placed");
  }

  Said post(String path, String body, Map<String, String> headers) {
    return call("POST", path, body, headers);
  }

  Said call(String method, String path, String body, Map<String, String> headers) {
    var route =
        routes.stream()
            .filter(one -> one.method().equals(method) && one.pattern().equals(path))
            .findFirst()
            .orElseThrow();
    var fields = Headers.NONE;
    for (var header : headers.entrySet()) {
      fields = fields.with(header.getKey(), header.getValue());
    }
    var octets = body.getBytes(UTF_8);
    var request =
        new Request(method, new Target("localhost", path, null), fields, octets, "127.0.0.1");
    var json = body.isEmpty() ? Json.Obj.EMPTY : read(octets);
    var call = new Call(request, Map.of(), new Caller.Anonymous(), json, "test");
    return switch (route.handler().handle(call)) {
      case Answer answer -> new Said("", read(answer.body()));
      case Problem problem -> new Said(problem.code().code(), Json.Obj.EMPTY);
    };
  }

  /** The envelope of {@code password} for this order, typed on the keypad of {@code ticket}. */
  String typed(String ticket, PaymentOrder order, String password) throws Exception {
    var wish = order.wish();
    return TypedPassword.on(
        keypads,
        ticket,
        order.payOrderNo().value(),
        wish.merchantName(),
        wish.amount().toString(),
        password);
  }

  long balance() {
    return platform.balance(payer.account());
  }

  void later(Duration time) {
    platform.clock.tick(time);
  }

  private static Json.Obj read(byte[] octets) {
    if (JsonReader.read(octets) instanceof JsonReader.Parsed.Value(Json.Obj object)) {
      return object;
    }
    throw new AssertionError("no JSON object");
  }

  @Override
  public void close() {
    platform.close();
  }
}
