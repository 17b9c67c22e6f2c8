package org.maapay;

import java.util.List;
import org.maapay.aggregate.Choices;
import org.maapay.aggregate.Institutions;
import org.maapay.aggregate.Offer;
import org.maapay.aggregate.Offers;
import org.maapay.aggregate.Offers.Connected;
import org.maapay.authorization.Authorization;
import org.maapay.database.Database;
import org.maapay.device.Devices;
import org.maapay.device.webauthn.WebAuthn;
import org.maapay.institution.Way;
import org.maapay.keypad.Keypads;
import org.maapay.mandate.Verdicts;
import org.maapay.mode.PasswordFree;
import org.maapay.payment.OutsideAttempts;

/** How the payers of a {@link TestPlatform} are reached, and may pay without being. */
final class TestWays {
  private TestWays() {}

  static Choices choices(TestPlatform platform, Institutions wallet) {
    var database = platform.database;
    var attempts =
        new OutsideAttempts(
            database, platform.stored, platform.merchants, platform.outcomes, platform.clock);
    return new Choices(
        new Choices.Books(database, platform.stored, platform.orders, platform.merchants, attempts),
        new Offers(
            new Offer("MAAPAY", "MaaPay 钱包", List.of(Way.values())),
            mobile -> database.read(tx -> platform.users.idOf(tx, mobile)).isPresent(),
            List.of(
                new Connected(new Offer("SECOND", "第二支付", List.of(Way.values())), platform.second),
                new Connected(new Offer("THIRD", "第三支付", List.of(Way.WEBVIEW)), platform.third))),
        wallet,
        platform.clock);
  }

  static PasswordFree passwordFree(TestPlatform platform, Database own) {
    return new PasswordFree(
        platform.database,
        platform.lanes,
        new PasswordFree.Books(
            platform.orders, platform.stored, platform.users, platform.uses, new Verdicts()),
        new PasswordFree.Ways(
            authorization(platform, own), platform.directDebits, platform.payments),
        platform.clock);
  }

  private static Authorization authorization(TestPlatform platform, Database own) {
    var keypads =
        new Keypads(
            platform.vault,
            own,
            () -> {
              throw new AssertionError("nobody types here");
            },
            platform.clock,
            List.of());
    var devices =
        new Devices(
            platform.database,
            platform.vault.records("device-enrolment"),
            new WebAuthn("http://localhost:8601", List.of()),
            platform.clock);
    return new Authorization(
        keypads, platform.vault.pins(), devices, platform.allowances, platform.clock);
  }
}
