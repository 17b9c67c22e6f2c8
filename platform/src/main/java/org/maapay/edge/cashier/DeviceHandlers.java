package org.maapay.edge.cashier;

import java.util.Optional;
import org.maapay.device.Devices;
import org.maapay.device.Enrolling;
import org.maapay.device.NewDevice;
import org.maapay.device.NewDevice.Browser;
import org.maapay.device.NewDevice.Handset;
import org.maapay.edge.cashier.Desk.Visit;
import org.maapay.edge.http.Answer;
import org.maapay.edge.http.Call;
import org.maapay.edge.http.Problem;
import org.maapay.edge.http.ProblemCode;
import org.maapay.edge.http.Reply;
import org.maapay.edge.http.json.Fields;
import org.maapay.edge.http.json.Json;
import org.maapay.edge.http.json.Reading.Bad;
import org.maapay.edge.http.json.Reading.Good;
import org.maapay.edge.http.json.TextRule;

/** A payer registers the device that he holds, or revokes one of his (6.5-8a). */
final class DeviceHandlers {
  private final Devices devices;
  private final Desk desk;

  DeviceHandlers(Devices devices, Desk desk) {
    this.devices = devices;
    this.desk = desk;
  }

  private record Wish(String enrolment, NewDevice device) {}

  /** {@code POST /cashier/v1/devices}, with the leave that an accepted password brought. */
  Reply enrol(Call call) {
    return switch (Fields.read(call.json(), DeviceHandlers::wish)) {
      case Bad<Wish>(var errors) -> Problem.fields(errors);
      case Good<Wish>(var wish) -> desk.receivePayer(call, visit -> enrol(visit, wish));
    };
  }

  /** {@code POST /cashier/v1/devices/revoke}. */
  Reply revoke(Call call) {
    return switch (Fields.read(call.json(), fields -> fields.text("keyId", Octets.NAME))) {
      case Bad<String>(var errors) -> Problem.fields(errors);
      case Good<String>(var keyId) -> desk.receivePayer(call, visit -> revoke(visit, keyId));
    };
  }

  private static Wish wish(Fields fields) {
    var enrolment = fields.text("enrolment", Octets.NAME);
    var label = fields.text("label", TextRule.upTo(32));
    Optional<NewDevice> handset =
        fields.optionalObject(
            "handset",
            key ->
                new Handset(
                    key.text("keyId", Octets.NAME),
                    label,
                    Octets.of(key, "publicKey"),
                    Octets.of(key, "signature")));
    Optional<NewDevice> browser =
        fields.optionalObject(
            "browser",
            key -> new Browser(label, Octets.of(key, "clientData"), Octets.of(key, "attestation")));
    if (fields.has("handset") == fields.has("browser")) {
      fields.error("handset", "give either handset or browser");
    }
    return new Wish(enrolment, handset.or(() -> browser).orElseGet(() -> NOBODY));
  }

  /** A stand-in where the fields are wrong. */
  private static final NewDevice NOBODY = new Browser("", new byte[0], new byte[0]);

  private Reply enrol(Visit visit, Wish wish) {
    if (wish.device() instanceof Handset(var keyId, _, _, _)
        && visit.session().device().filter(device -> device.id().equals(keyId)).isEmpty()) {
      return Problem.of(ProblemCode.DEVICE_MISMATCH, "A device registers itself alone.");
    }
    var session = visit.session().id();
    return switch (devices.enrol(visit.payer(), session, wish.enrolment(), wish.device())) {
      case Enrolling.Enrolled(var key) ->
          Answer.ok(
              Json.members().put("keyId", key.keyId()).put("kind", key.kind().name()).build());
      case Enrolling.LeaveGone _ ->
          Problem.of(ProblemCode.ENROLMENT_GONE, "Pay with the password once more to register.");
      case Enrolling.KeyRefused _ ->
          Problem.of(ProblemCode.DEVICE_KEY_NOT_ACCEPTED, "Nothing was registered.");
    };
  }

  private Reply revoke(Visit visit, String keyId) {
    return devices.revoke(visit.payer(), keyId)
        ? Answer.ok(Json.members().put("revoked", true).build())
        : Problem.of(ProblemCode.DEVICE_KEY_UNKNOWN, "It may have been revoked before.");
  }
}
