package org.maapay.messaging.mobile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.maapay.messaging.ChatbotAccount;
import org.maapay.messaging.MessageIds;
import org.maapay.messaging.uplink.UplinkAnswer;
import org.maapay.messaging.uplink.UplinkAnswer.Accepted;
import org.maapay.messaging.uplink.UplinkAnswer.Reason;
import org.maapay.messaging.uplink.UplinkAnswer.Refused;
import org.maapay.messaging.uplink.UplinkChecks;
import org.maapay.messaging.uplink.UplinkEvent;
import org.maapay.messaging.uplink.UplinkParser;
import org.maapay.messaging.uplink.UplinkRequest;
import org.maapay.messaging.wire.Digests;
import org.maapay.messaging.wire.Reading;

/**
 * Takes the callbacks of China Mobile. This operator signs nothing: the callback address that was
 * registered holds the account's callback token as a segment of its path, and the host admits the
 * operator's addresses or certificates alone.
 */
public final class MobileUplink implements UplinkParser {
  private static final Pattern PATH =
      Pattern.compile(
          "/([^/]+)/(InboundMessageNotification|DeliveryInfoNotification"
              + "|StatusReportNotification|MessageStatusNotification)/([^/]+)/?$");

  private final Function<String, Optional<ChatbotAccount>> accounts;
  private final MessageIds ids;
  private final UplinkChecks checks;

  /**
   * The callbacks of some chatbots.
   *
   * @param accounts finds the account of a chatbot id
   */
  public MobileUplink(
      Function<String, Optional<ChatbotAccount>> accounts, MessageIds ids, UplinkChecks checks) {
    this.accounts = accounts;
    this.ids = ids;
    this.checks = checks;
  }

  @Override
  public UplinkAnswer parse(UplinkRequest request) {
    var path = PATH.matcher(request.path());
    if (!path.find()) {
      return new Refused(Reason.UNKNOWN_PATH);
    }
    if (!request.method().equals("POST")) {
      return new Refused(Reason.WRONG_METHOD);
    }
    var account = accounts.apply(Reading.unescaped(path.group(3)));
    if (account.isEmpty()) {
      return new Refused(Reason.UNKNOWN_CHATBOT);
    }
    var secret = account.get().credentials().callbackToken();
    if (secret.length() < 16 || !Digests.same(secret, Reading.unescaped(path.group(1)))) {
      return new Refused(Reason.BAD_SIGNATURE);
    }
    return read(path.group(2), request, account.get().chatbotId());
  }

  private UplinkAnswer read(String family, UplinkRequest request, String chatbotId) {
    Instant now = checks.clock().instant();
    var reader = new InboundXml(chatbotId, now);
    var ticket = request.header("tid");
    if (ticket.isPresent() && family.equals("InboundMessageNotification")) {
      return answer(Optional.of(List.of(reader.review(ticket.get(), request))));
    }
    var root = Xml.read(request.body().toArray());
    if (root.isEmpty()) {
      return new Refused(Reason.UNREADABLE);
    }
    return switch (family) {
      case "InboundMessageNotification" -> {
        if (!reader.addressedHere(root.get())) {
          yield new Refused(Reason.MISADDRESSED);
        }
        yield answer(reader.message(root.get(), request.header("Address")));
      }
      case "MessageStatusNotification" -> reports(chatbotId, reader.revocations(root.get()));
      default -> reports(chatbotId, reader.deliveries(root.get()));
    };
  }

  /** Reports name the operator's ids; ours stand in the events. */
  private UplinkAnswer reports(String chatbotId, Stream<UplinkEvent.DeliveryReported> reports) {
    var all = reports.toList();
    var known =
        all.stream()
            .flatMap(report ->
                ids
                    .own(chatbotId, report.messageId())
                    .<UplinkEvent>map(own ->
                        new UplinkEvent.DeliveryReported(
                            chatbotId, own, report.user(), report.state(), report.at()))
                    .stream())
            .toList();
    if (all.isEmpty()) {
      return new Refused(Reason.UNREADABLE);
    }
    return known.size() < all.size()
        ? new Refused(Reason.TOO_EARLY)
        : new Accepted(known, Map.of());
  }

  private static UplinkAnswer answer(Optional<List<UplinkEvent>> events) {
    return events
        .filter(all -> !all.isEmpty())
        .<UplinkAnswer>map(all -> new Accepted(all, Map.of()))
        .orElseGet(() -> new Refused(Reason.UNREADABLE));
  }
}
