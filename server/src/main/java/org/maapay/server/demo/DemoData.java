package org.maapay.server.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.maapay.card.Card;
import org.maapay.kernel.AccountId;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.kernel.UserId;
import org.maapay.keys.PinSetting;
import org.maapay.keys.signing.Registration;
import org.maapay.ledger.AccountKind;
import org.maapay.ledger.BucketAccount;
import org.maapay.ledger.Movement;
import org.maapay.ledger.Transfer.Purpose;
import org.maapay.merchant.Merchant;
import org.maapay.server.Node;
import org.maapay.server.Platform;
import org.maapay.server.demo.DemoState.DemoMerchant;
import org.maapay.server.demo.DemoState.DemoUser;
import org.maapay.signature.SignatureAlgorithm;

/** Puts the invented parties into the platform's books; what is there already stays as it is. */
final class DemoData {
  private static final Set<String> WAYS = Set.of("WEBVIEW", "NATIVE", "CHATBOT", "AGGREGATE");

  private final Node node;
  private final Platform platform;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  DemoData(Node node, InstantSource clock) {
    this.node = node;
    this.platform = node.platform();
    this.clock = clock;
  }

  /** Seeds everybody; the answer knows the key ids that the platform issued. */
  DemoState seed(DemoState state, Path file) throws IOException {
    var merchants = new ArrayList<DemoMerchant>();
    for (var merchant : state.merchants()) {
      merchants.add(merchant.keyId().isEmpty() ? admit(merchant) : merchant);
      agree(new MerchantId(merchant.merchantId()));
    }
    state.users().forEach(this::open);
    platform.database().run(DemoData::letDevelopersTry);
    var seeded = state.with(List.copyOf(merchants));
    seeded.store(file);
    return seeded;
  }

  /** Developers and benchmarks place thousands of orders with the same few numbers. */
  private static void letDevelopersTry(Connection tx) throws SQLException {
    try (var update = tx.prepareStatement("UPDATE request_rule SET most = 100000000")) {
      update.executeUpdate();
    }
  }

  private DemoMerchant admit(DemoMerchant merchant) {
    var names = Set.of(merchant.name(), merchant.name() + "（体验店）");
    return admit(merchant, names);
  }

  /** Admits a merchant who is called by any of {@code names}. */
  DemoMerchant admit(DemoMerchant merchant, Set<String> names) {
    var id = new MerchantId(merchant.merchantId());
    platform
        .database()
        .run(tx -> {
          var account = AccountId.random(id.bucket(), random);
          platform.ledger().open(tx, account, AccountKind.MERCHANT_PAYABLE);
          platform
              .merchants()
              .admit(
                  tx,
                  new Merchant(id, names, Set.of(), true, WAYS, account, false),
                  clock.instant());
        });
    return switch (node.parties()
        .admit(id.value(), SignatureAlgorithm.ED25519, merchant.publicKeyPem())) {
      case Registration.Registered(var key) -> merchant.withKey(key.keyId());
      case Registration.Refused(var reason) ->
          throw new IllegalStateException("the demo merchant's key was refused: " + reason);
    };
  }

  /** A merchant of an earlier demo agrees what there is now. */
  private void agree(MerchantId id) {
    var known = platform.merchants().find(id).orElseThrow();
    if (!known.transactionTypes().containsAll(WAYS)) {
      var changed =
          new Merchant(
              id,
              known.registeredNames(),
              known.callbackHosts(),
              known.loopbackCallbacks(),
              WAYS,
              known.account(),
              known.suspended());
      platform.database().run(tx -> platform.merchants().admit(tx, changed, clock.instant()));
    }
  }

  void open(DemoUser user) {
    var mobile = new MobileNumber(user.mobileNo());
    var known = platform.database().read(tx -> platform.users().find(tx, mobile));
    if (known.isPresent()) {
      return;
    }
    var id = UserId.random(random);
    setPassword(id, user, mobile);
    platform.database().run(tx -> open(tx, id, user, mobile));
  }

  private void open(Connection tx, UserId id, DemoUser user, MobileNumber mobile)
      throws SQLException {
    var now = clock.instant();
    var account = id.account();
    platform.ledger().open(tx, account, AccountKind.USER_BALANCE);
    platform.users().open(tx, id, mobile, user.name(), account, now);
    if (user.balanceFen() > 0) {
      var opening =
          new Movement(
              id.value(),
              "opening",
              BucketAccount.BANK_RESERVE.in(id.bucket()),
              account,
              new Money(user.balanceFen()),
              Purpose.OPENING);
      platform.ledger().post(tx, List.of(opening), now);
    }
    for (var card : user.cards()) {
      platform
          .cards()
          .bind(
              tx,
              new Card(
                  "card-" + HexFormat.of().toHexDigits(random.nextLong()),
                  id,
                  card.bank(),
                  card.last4(),
                  Card.Kind.valueOf(card.type()),
                  card.agreementNo()),
              now);
    }
  }

  private void setPassword(UserId id, DemoUser user, MobileNumber mobile) {
    var pin = user.paymentPassword().getBytes(StandardCharsets.US_ASCII);
    var setting = platform.vault().pins().set(id, pin, Optional.of(mobile));
    Arrays.fill(pin, (byte) 0);
    if (!(setting instanceof PinSetting.Stored)) {
      throw new IllegalStateException("the vault refuses a demo password: " + setting);
    }
  }
}
