package org.maapay.messaging.mobile;

import java.net.http.HttpResponse;
import java.util.Optional;
import org.maapay.messaging.CallResult;
import org.maapay.messaging.CallResult.Answered;
import org.maapay.messaging.CallResult.Refused;
import org.maapay.messaging.CallResult.Unknown;
import org.maapay.messaging.Refusal;
import org.maapay.messaging.Refusal.Cause;
import org.maapay.messaging.wire.Json;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** Reads the answers to calls: OMA's XML, or the JSON that some platforms give instead. */
final class MobileReplies {
  private static final String OK = "00000";

  private MobileReplies() {}

  /** The message's id at the operator; empty where the answer names none. */
  static CallResult<String> sent(HttpResponse<byte[]> response) {
    var json = Json.object(response.body());
    if (json.isPresent()) {
      return coded(json.get(), json.get().path("messageId").asString());
    }
    return Xml.read(response.body())
        .map(root -> read(root, response.statusCode()))
        .orElseGet(() -> bare(response));
  }

  /** An answer that need say nothing more than yes. */
  static CallResult<Boolean> done(HttpResponse<byte[]> response) {
    return switch (sent(response)) {
      case Answered<String> _ -> new Answered<>(true);
      case Refused<String>(var refusal) -> new Refused<>(refusal);
      case Unknown<String>(var reason) -> new Unknown<>(reason);
    };
  }

  static <T> CallResult<T> refusedOrUnknown(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    boolean known = status / 100 == 4 || status == 503;
    return known
        ? new Refused<>(MobileCodes.refusal(Integer.toString(status), ""))
        : new Unknown<>("HTTP " + status);
  }

  private static CallResult<String> coded(JsonNode json, String messageId) {
    var code = json.path("code").asString();
    if (code.isEmpty()) {
      return new Unknown<>("an answer that is not to specification");
    }
    return code.equals(OK) || code.equals("0")
        ? new Answered<>(messageId)
        : new Refused<>(MobileCodes.refusal(code, json.path("msg").asString()));
  }

  private static CallResult<String> read(Element root, int status) {
    if ("requestError".equals(root.getLocalName())) {
      var code = Xml.textOr(root, "exceptionId", "");
      var refusal = MobileCodes.refusal(code, detail(root));
      return new Refused<>(
          status == 401
              ? new Refusal(code, refusal.meaning(), refusal.detail(), Cause.CREDENTIALS)
              : refusal);
    }
    if (status / 100 != 2) {
      return new Unknown<>("HTTP " + status);
    }
    var impossible =
        Xml.all(root, "deliveryInfo")
            .filter(info -> "DeliveryImpossible".equals(Xml.text(info, "deliveryStatus")))
            .findFirst();
    return impossible.isPresent()
        ? new Refused<>(
            MobileCodes.impossible(
                Xml.textOr(impossible.get(), "exceptionId", ""), detail(impossible.get())))
        : new Answered<>(Xml.textOr(root, "messageId", ""));
  }

  private static String detail(Element element) {
    return (Xml.textOr(element, "text", "") + " " + Xml.textOr(element, "variables", "")).strip();
  }

  /** Neither XML nor JSON: the status has to do. */
  private static CallResult<String> bare(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 == 2) {
      return response.body().length == 0
          ? new Answered<>("")
          : new Unknown<>("an answer that is not to specification");
    }
    return refusedOrUnknown(response);
  }

  static Optional<String> ticket(HttpResponse<byte[]> response) {
    return response.headers().firstValue("tid").filter(tid -> tid.matches("[0-9A-Za-z._-]{1,100}"));
  }
}
