package org.maapay.edge.cashier;

import java.util.Optional;
import org.maapay.device.DeviceProof;
import org.maapay.device.DeviceProof.Asserted;
import org.maapay.device.DeviceProof.Signed;
import org.maapay.edge.http.json.Fields;

/** Devices' signatures on the wire: {@code device} from an SDK, {@code browser} from a page. */
final class DeviceProofs {
  private DeviceProofs() {}

  /** How many there are. */
  static int given(Fields fields) {
    return (fields.has("device") ? 1 : 0) + (fields.has("browser") ? 1 : 0);
  }

  static Optional<DeviceProof> read(Fields fields) {
    Optional<DeviceProof> device = fields.optionalObject("device", DeviceProofs::signed);
    Optional<DeviceProof> browser = fields.optionalObject("browser", DeviceProofs::asserted);
    return device.or(() -> browser);
  }

  private static Signed signed(Fields fields) {
    return new Signed(
        fields.text("keyId", Octets.NAME),
        fields.text("challenge", Octets.NAME),
        Octets.of(fields, "signature"));
  }

  private static Asserted asserted(Fields fields) {
    return new Asserted(
        fields.text("keyId", Octets.NAME),
        fields.text("challenge", Octets.NAME),
        Octets.of(fields, "clientData"),
        Octets.of(fields, "authenticatorData"),
        Octets.of(fields, "signature"));
  }
}
