package org.maapay.server;

import org.maapay.chatbot.Composer;
import org.maapay.chatbot.Conversation;
import org.maapay.chatbot.Refusing;
import org.maapay.chatbot.ReplyLimits;
import org.maapay.database.Trips;
import org.maapay.edge.cashier.CashierInterface;
import org.maapay.edge.mandate.MandateInterface;
import org.maapay.edge.merchant.MerchantInterface;
import org.maapay.edge.merchant.RequestLimits;
import org.maapay.messaging.routing.Routes;
import org.maapay.mode.SigningLinks;

/** The parts of a {@link Platform} that each interface and the payment chatbot work with. */
final class Parts {
  private final Platform platform;

  Parts(Platform platform) {
    this.platform = platform;
  }

  /** What the payment chatbot says, when it is said. */
  Composer composer() {
    return new Composer(
        platform.database(),
        new Composer.Books(
            platform.persons(),
            platform.users(),
            platform.cards(),
            platform.ledger(),
            platform.stored(),
            platform.attempts(),
            platform.refunds()),
        platform.vault().pins(),
        platform.confirmations(),
        platform.choices(),
        platform.clock());
  }

  /** What users say to the payment chatbot. */
  Conversation conversation(Routes routes, ReplyLimits limits) {
    return new Conversation(
        platform.database(),
        platform.persons(),
        platform.confirmations(),
        new Refusing(
            platform.database(),
            platform.choices(),
            platform.stored(),
            platform.persons(),
            platform.blocks(),
            platform.clock()),
        routes,
        limits,
        platform.bell(),
        platform.clock());
  }

  /** What the merchant interface works with. */
  MerchantInterface.Parts merchant(SigningLinks links) {
    return new MerchantInterface.Parts(
        platform.database(),
        platform.lanes(),
        platform.orders(),
        platform.stored(),
        platform.merchants(),
        platform.refunds(),
        platform.webview(),
        platform.nativeSdk(),
        platform.chatbot(),
        platform.choices(),
        new MerchantInterface.MandateParts(platform.mandates(), platform.passwordFree(), links),
        new RequestLimits(platform.requests(), platform.persons()),
        platform.clock());
  }

  /** What the cashier page works with. */
  CashierInterface.Parts cashier(CashierInterface.Settings settings) {
    return new CashierInterface.Parts(
        new CashierInterface.Books(
            platform.database(),
            new Trips(platform.database()),
            platform.stored(),
            platform.attempts(),
            platform.users(),
            platform.cards()),
        platform.ledger(),
        platform.vault(),
        platform.keypads(),
        platform.authorization(),
        platform.devices(),
        platform.sdkTokens(),
        new CashierInterface.Chat(platform.confirmations(), platform.chatbot()),
        platform.payments(),
        new CashierInterface.Requests(
            platform.lanes(), platform.orders(), platform.blocks(), platform.persons()),
        settings,
        platform.clock());
  }

  /** What the signing page works with. */
  MandateInterface.Parts mandate(MandateInterface.Settings settings) {
    return new MandateInterface.Parts(
        new MandateInterface.Books(
            platform.database(),
            platform.lanes(),
            platform.mandates(),
            platform.allowances(),
            platform.users(),
            platform.cards()),
        platform.vault(),
        platform.keypads(),
        platform.authorization(),
        settings,
        platform.clock());
  }
}
