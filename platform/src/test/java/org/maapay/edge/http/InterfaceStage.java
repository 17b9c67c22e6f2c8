package org.maapay.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.maapay.database.Database;
import org.maapay.database.DatabaseException;
import org.maapay.database.TestDatabase;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.JsonReader;
import org.maapay.edge.http.log.InteractionLog;
import org.maapay.keys.CipherSuite;
import org.maapay.keys.TestRoot;
import org.maapay.keys.TickingClock;
import org.maapay.keys.Vault;
import org.maapay.keys.signing.PartyKeys;
import org.maapay.keys.signing.PlatformKey;
import org.maapay.keys.signing.PlatformKeys;
import org.maapay.keys.signing.Signatures;
import org.maapay.signature.ContentDigest;
import org.maapay.signature.FieldLines;
import org.maapay.signature.MessageVerifier;
import org.maapay.signature.Response;
import org.maapay.signature.SignatureAlgorithm;
import org.maapay.signature.SignatureRules;
import org.maapay.signature.Verification;
import org.maapay.signature.VerificationKey;

/** An interface of one route of each kind, with a merchant who calls it; anew for each test. */
abstract class InterfaceStage {
  static final String ORDERS = "/v1/payment-orders";
  static final String BODY =
      "{\"merchantId\":\"M0001\",\"merchantOrderNo\":\"A-1\",\"orderAmount\":12.50,"
          + "\"mobileNo\":\"13800138000\",\"goodsName\":\"拿铁\"}";
  static final Rate GENEROUS = new Rate(10_000, 10_000);
  static final Admission ROOMY = new Admission(1_000, Duration.ofSeconds(10));

  final HikariDataSource source = TestDatabase.create();
  final Database database = new Database(source);
  final TickingClock wall = new TickingClock("2026-01-01T04:00:00Z");
  final PartyKeys parties = new PartyKeys(database, wall);
  final PlatformKeys platform =
      new PlatformKeys(
          new Vault(new TestRoot(), database, wall, CipherSuite.AES_256_GCM), database, wall);
  final Nonces nonces = new Nonces(database, wall);
  final InteractionLog log = new InteractionLog(database);
  final List<Call> handled = new ArrayList<>();
  final Interface merchant = merchantInterface(GENEROUS, GENEROUS, false);
  final TestParty party = TestParty.admitted("M0001", SignatureAlgorithm.ED25519, parties, wall);

  @AfterEach
  void close() {
    log.close();
    source.close();
  }

  Interface merchantInterface(Rate perKey, Rate perAddress, boolean sandbox) {
    return merchantInterface(
        perKey, perAddress, sandbox, new Trust(parties, platform, nonces, ROOMY, wall));
  }

  Interface merchantInterface(Rate rate, Trust trust, boolean sandbox) {
    return merchantInterface(rate, rate, sandbox, trust);
  }

  Interface merchantInterface(Rate perKey, Rate perAddress, boolean sandbox, Trust trust) {
    Handler remember =
        call -> {
          synchronized (handled) {
            handled.add(call);
          }
          return Answer.ok(Json.members().put("result", "SUCCESS").build());
        };
    Handler fails =
        _ -> {
          throw new IllegalStateException("jdbc:postgresql://inside");
        };
    Handler outage =
        _ -> {
          throw new DatabaseException(new SQLException("refused", "08006"));
        };
    var numbers = Set.of("merchantId", "merchantOrderNo", "mobileNo");
    var router =
        new Router(
            List.of(
                Route.signedPost(ORDERS, numbers, remember),
                Route.signedPost(ORDERS + "/query", numbers, remember),
                Route.signedPost("/v1/fails", numbers, fails),
                Route.signedPost("/v1/outage", numbers, outage),
                Route.signedGet("/v1/bills", remember),
                Route.openGet("/open", remember),
                Route.rootGet("/v1/platform-keys", new PlatformKeysHandler(platform))));
    var listener =
        new Listener("merchant", "https", Set.of(TestParty.HOST), perKey, perAddress, sandbox);
    return new Interface(router, listener, trust, log, InstantSource.system());
  }

  boolean isSigned(Request request, Answer answer, SignatureAlgorithm algorithm) {
    var key = platform.current(PlatformKey.Use.SIGN, algorithm);
    return verified(SignatureRules.ANSWER, key, request, answer);
  }

  boolean verified(SignatureRules rules, PlatformKey key, Request request, Answer answer) {
    var record =
        new VerificationKey(
            key.keyId(),
            Signatures.verifier(key.algorithm(), key.publicPem()),
            key.validity().notBefore(),
            key.validity().notAfter(),
            VerificationKey.State.ACTIVE);
    var response =
        new Response(
            answer.status(), FieldLines.of(answer.headers().asMap()), TestParty.message(request));
    return new MessageVerifier(
                rules,
                id -> id.equals(key.keyId()) ? Optional.of(record) : Optional.empty(),
                _ -> true,
                wall)
            .verify(response, answer.body())
        instanceof Verification.Verified;
  }

  long count(String table) {
    return database.read(tx -> {
      try (var query = tx.prepareStatement("SELECT count(*) FROM " + table);
          var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  static Request unsigned(String body) {
    return new Request(
        "POST",
        new Request.Target(TestParty.HOST, ORDERS, null),
        Headers.of(
            "Content-Type",
            "application/json",
            "Content-Digest",
            ContentDigest.sha256(body.getBytes(UTF_8))),
        body.getBytes(UTF_8),
        "203.0.113.7");
  }

  static Request typed(Request request, String type) {
    return TestRequests.replaced(request, "content-type", _ -> type);
  }

  /** The signature of something else. */
  static Request forged(Request request) {
    return TestRequests.replaced(
        request,
        "signature",
        value -> value.replaceFirst(":..", value.contains(":AA") ? ":BB" : ":AA"));
  }

  static @Nullable String code(Interface at, Request request) {
    var answer = at.serve(request);
    return answer.status() == 200 ? null : member(answer, "code");
  }

  static String incident(Answer answer) {
    return member(answer, "incident");
  }

  static String member(Answer answer, String name) {
    return JsonReader.read(answer.body()) instanceof JsonReader.Parsed.Value(Json.Obj problem)
            && problem.get(name) instanceof Json.Text(var text)
        ? text
        : "no " + name + ": " + answer.text();
  }
}
