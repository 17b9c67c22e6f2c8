package org.maapay.messaging.gsma;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkEvent.DeliveryReported;
import org.maapay.messaging.uplink.UplinkParser;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Digests;
import org.maapay.messaging.wire.Json;
import org.maapay.messaging.wire.Reading;

/**
 * Takes the callbacks of FNW.11 at an address that ends with the chatbot's id. The operator shows
 * the account's callback token as a bearer token: it says who speaks, not what.
 */
public final class GsmaUplink implements UplinkParser {
  private static final String BEARER = "Bearer ";

  private final Function<String, Optional<ChatbotAccount>> accounts;
  private final MessageIds ids;
  private final UplinkChecks checks;

  /**
   * The callbacks of some chatbots.
   *
   * @param accounts finds the account of a chatbot id
   */
  public GsmaUplink(
      Function<String, Optional<ChatbotAccount>> accounts, MessageIds ids, UplinkChecks checks) {
    this.accounts = accounts;
    this.ids = ids;
    this.checks = checks;
  }

  @Override
  public UplinkAnswer parse(UplinkRequest request) {
    if (!request.method().equals("POST")) {
      return new Refused(Reason.WRONG_METHOD);
    }
    var last = request.path().replaceFirst("/$", "").replaceFirst("^.*/", "");
    var account = accounts.apply(Reading.unescaped(last));
    if (account.isEmpty()) {
      return new Refused(Reason.UNKNOWN_CHATBOT);
    }
    var header = request.header("authorization").orElse("");
    if (!header.startsWith(BEARER)) {
      return new Refused(Reason.UNSIGNED);
    }
    var token = account.get().credentials().callbackToken();
    if (token.isEmpty() || !Digests.same(token, header.substring(BEARER.length()))) {
      return new Refused(Reason.BAD_SIGNATURE);
    }
    var json = Json.object(request.body().toArray());
    if (json.isEmpty()) {
      return new Refused(Reason.UNREADABLE);
    }
    var reader = new GsmaReader(account.get().chatbotId(), checks.clock().instant());
    return reader
        .read(json.get())
        .map(this::translated)
        .orElseGet(() -> new Refused(Reason.UNREADABLE));
  }

  /** Reports name the operator's ids; ours stand in the events. */
  private UplinkAnswer translated(List<UplinkEvent> events) {
    var known = events.stream().flatMap(event -> own(event).stream()).toList();
    return known.size() < events.size()
        ? new Refused(Reason.TOO_EARLY)
        : new Accepted(known, Map.of());
  }

  private Optional<UplinkEvent> own(UplinkEvent event) {
    return event instanceof DeliveryReported report
        ? ids.own(report.chatbotId(), report.messageId())
            .map(own ->
                new DeliveryReported(
                    report.chatbotId(), own, report.user(), report.state(), report.at()))
        : Optional.of(event);
  }
}
