package org.maapay.server.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.maapay.kernel.MandateNo;
import org.maapay.kernel.MerchantId;
import org.maapay.kernel.MobileNumber;
import org.maapay.kernel.Money;
import org.maapay.mandate.AskMandate;
import org.maapay.mandate.Asking;
import org.maapay.mandate.Limits;
import org.maapay.mandate.Mandate;
import org.maapay.server.Platform;
import org.maapay.server.demo.DemoState.DemoMerchant;
import org.maapay.server.demo.DemoState.DemoUser;
import org.maapay.wallet.WalletInstitution;

/**
 * The password-free agreements that the demo begins with: its second user has signed with every
 * merchant, so that his orders are debited at once; the first signs in the story.
 */
final class DemoMandates {
  private static final Limits LIMITS = new Limits(new Money(200_00), new Money(1_000_00));
  private static final int SIGNER = 1;

  /** The crowd pays more often than people do; what it has is the limit. */
  private static final Limits OF_CROWD = new Limits(new Money(2_000_00), new Money(1_000_000_00));

  private final Platform platform;
  private final DemoPorts ports;
  private final InstantSource clock;

  DemoMandates(Platform platform, DemoPorts ports, InstantSource clock) {
    this.platform = platform;
    this.ports = ports;
    this.clock = clock;
  }

  /** What each of a crowd of payers signs with the first merchant. */
  CrowdMandates ofCrowd(DemoState state) {
    var merchant = state.merchants().getFirst();
    var terms =
        new CrowdMandates.Terms(
            new MerchantId(merchant.merchantId()),
            merchant.name(),
            OF_CROWD,
            notices(ports.merchant()));
    return new CrowdMandates(platform, terms, clock);
  }

  private static String notices(int port) {
    return DemoPorts.byAddress(port) + "/maapay/notices";
  }

  /** Signs what was never asked for before; what somebody ended stays ended. */
  void seed(DemoState state) {
    var mobile = new MobileNumber(state.users().get(SIGNER).mobileNo());
    for (var merchant : state.merchants()) {
      var id = new MerchantId(merchant.merchantId());
      var first = merchant.equals(state.merchants().getFirst());
      var port = first ? ports.merchant() : ports.secondMerchant();
      if (platform.database().read(tx -> platform.mandates().find(tx, id, mobile)).isEmpty()) {
        sign(merchant, mobile, notices(port));
      }
    }
  }

  private void sign(DemoMerchant merchant, MobileNumber mobile, String notifyUrl) {
    var wish =
        new AskMandate(
            new MerchantId(merchant.merchantId()),
            "DEMO-" + mobile.digits().substring(7),
            merchant.name(),
            mobile,
            LIMITS,
            Duration.ofMinutes(30),
            notifyUrl,
            null,
            null);
    if (platform
            .lanes()
            .of(wish.merchant().bucket())
            .submit(tx -> platform.mandates().ask(tx, wish, clock.instant()))
        instanceof Asking.Asked(var mandate)) {
      sign(mandate.no(), mobile);
    }
  }

  private void sign(MandateNo no, MobileNumber mobile) {
    var user = platform.database().read(tx -> platform.users().find(tx, mobile)).orElseThrow();
    platform.mandates().sign(no, user.id(), WalletInstitution.BALANCE);
  }

  /** The merchants with which the user has an active mandate. */
  static List<String> of(Platform platform, DemoState state, DemoUser user) {
    var mobile = new MobileNumber(user.mobileNo());
    return state.merchants().stream()
        .map(DemoMerchant::merchantId)
        .filter(id ->
            platform
                .database()
                .read(tx -> platform.mandates().find(tx, new MerchantId(id), mobile))
                .map(Mandate::status)
                .filter("ACTIVE"::equals)
                .isPresent())
        .toList();
  }
}
