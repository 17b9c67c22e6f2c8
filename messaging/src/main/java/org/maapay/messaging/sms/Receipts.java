package org.maapay.messaging.sms;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter.COctetString;
import org.jsmpp.bean.OptionalParameter.Message_state;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.bean.OptionalParameter.User_message_reference;
import org.jspecify.annotations.Nullable;
import org.maapay.messaging.DeliveryState;
import org.maapay.messaging.DeliveryState.Failed;
import org.maapay.messaging.DeliveryState.Station;
import org.maapay.messaging.DeliveryState.Why;
import org.maapay.messaging.sms.SmsJournal.Receipt;

/**
 * Reads receipts. What a centre says in optional parameters counts; most say it in the text alone,
 * in a form that the specification gives as an example (SMPP 3.4, appendix B).
 */
final class Receipts {
  private static final Pattern ID = Pattern.compile("\\bid:(\\S+)");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:(\\w+)");
  private static final Pattern ERROR = Pattern.compile("(?i)\\berr:(\\w+)");
  private static final List<String> STATES =
      List.of(
          "", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN",
          "REJECTD");

  private Receipts() {}

  /** The receipt in {@code message}; empty for anything else that a centre may send. */
  static Optional<Receipt> read(DeliverSm message) {
    if (!message.isSmscDeliveryReceipt() && !message.isIntermediateDeliveryNotification()) {
      return Optional.empty();
    }
    var text = new String(octets(message), StandardCharsets.ISO_8859_1);
    var id = id(message, text);
    var state =
        stateName(message, text).flatMap(name -> state(name, first(ERROR, text).orElse("")));
    var user = UserTexts.user(message);
    if (id.isEmpty() || state.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Receipt(user.get(), spellings(id.get()), reference(message), state.get()));
  }

  private static byte[] octets(DeliverSm message) {
    var octets = message.getShortMessage();
    return octets == null ? new byte[0] : octets;
  }

  private static Optional<String> id(DeliverSm message, String text) {
    COctetString receipted = message.getOptionalParameter(Receipted_message_id.class);
    return receipted == null ? first(ID, text) : Optional.of(receipted.getValueAsString());
  }

  private static Optional<String> stateName(DeliverSm message, String text) {
    var state = message.getOptionalParameter(Message_state.class);
    if (state != null && state.getValue() > 0 && state.getValue() < STATES.size()) {
      return Optional.of(STATES.get(state.getValue()));
    }
    return first(STATE, text).map(name -> name.toUpperCase(Locale.ROOT));
  }

  private static Optional<DeliveryState> state(String name, String error) {
    var code = error.isEmpty() ? name : name + " " + error;
    return switch (name) {
      case "DELIVRD" -> Optional.of(Station.SMS_FALLBACK);
      case "ENROUTE", "ACCEPTD" -> Optional.of(Station.SENT);
      case "EXPIRED" -> Optional.of(new Failed(Why.OFFLINE, code));
      case "REJECTD" -> Optional.of(new Failed(Why.REJECTED, code));
      case "UNDELIV", "DELETED" -> Optional.of(new Failed(Why.UNKNOWN, code));
      // "UNKNOWN" says nothing of where the message is.
      default -> Optional.empty();
    };
  }

  private static @Nullable Integer reference(DeliverSm message) {
    var reference = message.getOptionalParameter(User_message_reference.class);
    return reference == null ? null : Short.toUnsignedInt(reference.getValue());
  }

  /** Some centres answer in hexadecimal digits and report the same id in decimal ones. */
  private static List<String> spellings(String id) {
    var spellings = new ArrayList<>(List.of(id));
    if (id.matches("[0-9]{1,20}")) {
      var hex = new BigInteger(id).toString(16);
      spellings.add(hex);
      spellings.add(hex.toUpperCase(Locale.ROOT));
    }
    return spellings;
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return Optional.of(pattern.matcher(text)).filter(Matcher::find).map(found -> found.group(1));
  }
}
