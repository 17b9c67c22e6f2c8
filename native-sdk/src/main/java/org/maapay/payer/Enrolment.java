package org.maapay.payer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes a key on this device and registers its public half. */
final class Enrolment {
  private final Host host;
  private final Talk talk;
  private final DeviceNames names;

  Enrolment(Host host, Talk talk, DeviceNames names) {
    this.host = host;
    this.talk = talk;
    this.names = names;
  }

  /** Registers with {@code leave}; where it does not work out the password goes on to count. */
  void with(String leave) {
    var alias = "maapay." + host.institution().code();
    var biometrics = host.biometrics();
    var publicKey = biometrics.create(alias);
    if (publicKey == null) {
      return;
    }
    var signing = biometrics.sign(alias, ("maapay-enrol-v1|" + leave).getBytes(UTF_8));
    boolean registered =
        signing.end() == Biometrics.Signing.End.SIGNED
            && talk.enrol(leave, names.device(), host.deviceLabel(), publicKey, signing.signature())
                .isAnswer();
    if (registered) {
      names.registered(alias);
    } else {
      biometrics.delete(alias);
    }
  }
}
